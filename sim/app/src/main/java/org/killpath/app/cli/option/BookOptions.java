package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.HeldFile;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.cell.ModelVersion;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.BookReader;
import org.killpath.lab.invent.book.KeptBook;
import org.killpath.lab.scenario.Scenario;
import picocli.CommandLine.Option;

/** Long searches: in parts, and with the cells that are measured kept in a file. */
public final class BookOptions {
  private static final long BETWEEN_NANOS = 20_000_000_000L;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Only the I-th of N equal parts of the sets, for as many machines; then a search"
              + " of all of them --with their files.",
      converter = CampaignOptions.ShardConverter.class)
  private Shard shard = Shard.WHOLE;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Keep cells that are measured in this file, and use those that are in it.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description = "Use the cells in this file, too, which another search has kept.")
  private List<Path> others = new ArrayList<>();

  public Shard shard() {
    return shard;
  }

  /** What is known by these files. */
  public static Book read(Session session, List<Path> files, Controlled controlled) {
    final Book book = new Book();
    read(files, session.catalogue(), reader(session, controlled), book);
    return book;
  }

  private static BookReader reader(Session session, Controlled controlled) {
    return new BookReader(
        session.catalogue().space(), session.catalogue()::findScenario, controlled);
  }

  private static void read(List<Path> files, Catalogue catalogue, BookReader reader, Book book) {
    for (Path file : files) {
      final KeptBook kept =
          UserFile.use(file, path -> checked(KeptBook.FORM.read(path), catalogue));
      UserFile.use(file, path -> {
        reader.read(kept, book);
        return path;
      });
    }
  }

  /** What is known, and the file where it is kept, if the user named one. */
  public OpenBook open(Session session, Controlled controlled) {
    final Book book = new Book();
    final BookReader reader = reader(session, controlled);
    final Catalogue catalogue = session.catalogue();
    read(others, catalogue, reader, book);
    final Optional<HeldFile> held =
        file.map(name -> UserFile.use(name, path -> hold(path, catalogue, reader, book)));
    return new OpenBook(session, book, held);
  }

  private static HeldFile hold(Path path, Catalogue catalogue, BookReader reader, Book book)
      throws IOException {
    final HeldFile held = HeldFile.at(path);
    try {
      if (!held.isEmpty()) {
        reader.read(checked(KeptBook.FORM.read(held.content()), catalogue), book);
      }
      return held;
    } catch (IOException | RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private static KeptBook checked(KeptBook kept, Catalogue catalogue) {
    kept.difference(Session.version(), ModelVersion.CURRENT, ownOrderings(catalogue))
        .ifPresent(why -> {
          throw new BadFile(why);
        });
    return kept;
  }

  private static List<OwnClass> ownOrderings(Catalogue catalogue) {
    return catalogue.own(catalogue.scenarios().stream().map(Scenario::id).toList());
  }

  /** A book that is being written, of orderings by classes as they were when that began. */
  public static final class OpenBook implements AutoCloseable {
    private final Session session;
    private final Book book;
    private final List<OwnClass> own;
    private final Optional<HeldFile> held;
    private long lastWritten = System.nanoTime();

    private OpenBook(Session session, Book book, Optional<HeldFile> held) {
      this.session = session;
      this.book = book;
      this.own = held.isEmpty() ? List.of() : ownOrderings(session.catalogue());
      this.held = held;
    }

    public Book book() {
      return book;
    }

    /** Writes it now and then. A search does not end because the disk is full just now. */
    public void keep() {
      if (System.nanoTime() - lastWritten > BETWEEN_NANOS) {
        write();
        lastWritten = System.nanoTime();
      }
    }

    private Optional<String> write() {
      try {
        if (held.isPresent()) {
          held.get()
              .write(KeptBook.FORM.text(
                  KeptBook.of(book, Session.version(), ModelVersion.CURRENT, own)));
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(Reason.of(e));
      }
    }

    @Override
    public void close() {
      Optional<String> lost = write();
      try {
        if (held.isPresent()) {
          held.get().close();
        }
      } catch (IOException e) {
        lost = Optional.of(Reason.of(e));
      }
      lost.ifPresent(why -> session.lost("what was measured was not kept: " + why));
    }
  }
}
