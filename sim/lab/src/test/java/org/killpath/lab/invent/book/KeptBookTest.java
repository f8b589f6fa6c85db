package org.killpath.lab.invent.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.killpath.lab.invent.SmallSpace.SPACE;
import static org.killpath.lab.invent.SmallSpace.measuring;
import static org.killpath.lab.invent.SmallSpace.question;
import static org.killpath.lab.invent.SmallSpace.searched;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.catalogue.ScenarioCatalogue;

class KeptBookTest {
  private static Map<Book.Entry, Book.Found> all(Book book) {
    final Map<Book.Entry, Book.Found> all = new LinkedHashMap<>();
    book.forEach(all::put);
    return all;
  }

  private static KeptBook kept(Book book) {
    return KeptBook.of(book, "killpath", 1, List.of());
  }

  @Test
  void aBookThatWasWrittenDownIsTheSameWhenItIsReadAndADamagedOneIsRefused() throws IOException {
    final Book book = new Book();
    searched(question(1, 0), measuring(1), book, Shard.WHOLE);
    final String text = KeptBook.FORM.text(kept(book));
    final KeptBook read =
        KeptBook.FORM.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    final Book again = new Book();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final BookReader reader = new BookReader(SPACE, ScenarioCatalogue.all()::find, controlled);
      reader.read(read, again);
      assertThat(all(again)).isNotEmpty().isEqualTo(all(book));
      final KeptBook shifted = new KeptBook(
          "killpath",
          1,
          read.own(),
          read.sets().stream()
              .map(set -> new KeptBook.Kept(
                  set.design(),
                  set.strategy(),
                  set.most(),
                  set.cells().stream()
                      .map(cell -> new KeptBook.KeptMark(
                          cell.scenario(),
                          cell.schedules(),
                          cell.reached(),
                          cell.proven(),
                          cell.other(),
                          cell.unavoidable(),
                          cell.hang(),
                          cell.unvisited()))
                      .toList()))
              .toList());
      assertThatThrownBy(() -> reader.read(shifted, new Book()))
          .isInstanceOf(BadFile.class)
          .hasMessageContaining("shows something else than it says");
    }
  }
}
