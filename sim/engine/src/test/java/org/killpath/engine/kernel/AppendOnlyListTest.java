package org.killpath.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AppendOnlyListTest {
  private final AppendOnlyList<Integer> list = new AppendOnlyList<>();

  @Test
  void keepsTheOrder() {
    for (int i = 0; i < 20; i++) {
      list.add(i);
    }
    assertThat(list).hasSize(20).isSorted().startsWith(0).endsWith(19);
    assertThat(list.stream().mapToInt(Integer::intValue).sum()).isEqualTo(190);
  }

  @Test
  void whoIteratesSeesWhatWasThereWhenHeBegan() {
    list.add(1);
    list.add(2);
    final List<Integer> seen = new ArrayList<>();
    final Iterator<Integer> elements = list.iterator();
    while (elements.hasNext()) {
      final int element = elements.next();
      seen.add(element);
      list.add(element + 10);
    }
    assertThat(seen).containsExactly(1, 2);
    assertThat(list).containsExactly(1, 2, 11, 12);
  }

  @Test
  void thereIsNothingBeyondTheEnd() {
    list.add(1);
    assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new AppendOnlyList<Integer>().iterator().next())
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aReaderNeverSeesAHoleWhileOthersAdd() throws InterruptedException {
    final AtomicBoolean hole = new AtomicBoolean();
    final Thread reader = new Thread(() -> {
      while (list.size() < 200_000) {
        for (Integer element : list.subList(Math.max(0, list.size() - 50), list.size())) {
          if (element == null) {
            hole.set(true);
          }
        }
      }
    });
    final Thread other = new Thread(this::addMany);
    reader.start();
    other.start();
    addMany();
    other.join();
    reader.join();
    assertThat(hole).isFalse();
    assertThat(list).hasSize(200_000);
  }

  private void addMany() {
    for (int i = 0; i < 100_000; i++) {
      list.add(i);
    }
  }
}
