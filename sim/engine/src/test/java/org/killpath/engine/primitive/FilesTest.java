package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;

/** {@link OpenFile} and {@link FileTable}: whoever drops the last reference releases, once. */
class FilesTest {
  @Test
  void theLastPutReleasesInItsOwnContextExactlyOnce() {
    TinyWorld.inEveryInterleaving(FilesTest::threePut);
    TinyWorld.freely(300, FilesTest::threePut);
  }

  private static void threePut(TinyWorld world) {
    final AtomicInteger releases = new AtomicInteger();
    final AtomicReference<Task> releaser = new AtomicReference<>();
    final OpenFile file = new OpenFile(world.kernel(), "file", current -> {
      releases.incrementAndGet();
      releaser.set(current);
    });
    file.shareBeforehand();
    final Task first = world.task("first", file::put);
    final Task second = world.task("second", current -> {
      file.get(current);
      file.put(current);
      file.put(current);
    });
    world.settle();
    assertThat(releases).hasValue(1);
    assertThat(file.isReleased()).isTrue();
    assertThat(releaser.get()).isIn(first, second);
  }

  @Test
  void aSystemCallInFlightPinsTheFile() {
    TinyWorld.inOrder(world -> {
      final AtomicInteger releases = new AtomicInteger();
      final OpenFile file =
          new OpenFile(world.kernel(), "file", current -> releases.incrementAndGet());
      final UserPage page = new UserPage(world.kernel(), "page", UserPage.Backing.USERFAULTFD);
      world.task("caller", current -> {
        file.get(current);
        page.copy(current);
        file.put(current);
      });
      world.settle();
      final Task closer = world.task("closer", file::put);
      world.settle();
      assertThat(closer.isExited()).isTrue();
      assertThat(releases).hasValue(0);
      world.task("server", page::serve);
      world.settle();
      assertThat(releases).hasValue(1);
    });
  }

  @Test
  void theLastTaskOfATableClosesWhatIsOpen() {
    TinyWorld.inEveryInterleaving(world -> {
      final AtomicInteger releases = new AtomicInteger();
      final FileTable table = new FileTable(world.kernel(), "files");
      table.install(new OpenFile(world.kernel(), "a", current -> releases.incrementAndGet()));
      table.install(new OpenFile(world.kernel(), "b", current -> releases.incrementAndGet()));
      for (int i = 0; i < 2; i++) {
        table.share();
      }
      world.task("first", table::exit);
      world.settle();
      assertThat(releases).hasValue(0);
      world.task("second", table::exit);
      world.settle();
      assertThat(releases).hasValue(2);
    });
  }

  @Test
  void whatTheLastTaskReleasesGoesOneAfterTheOtherTheNewestFirst() {
    TinyWorld.inOrder(world -> {
      final List<String> released = new ArrayList<>();
      final FileTable table = new FileTable(world.kernel(), "files");
      final UserPage page = new UserPage(world.kernel(), "page", UserPage.Backing.USERFAULTFD);
      table.install(new OpenFile(world.kernel(), "low", current -> released.add("low")));
      table.install(new OpenFile(world.kernel(), "middle", current -> {
        page.copy(current);
        released.add("middle");
      }));
      table.install(new OpenFile(world.kernel(), "high", current -> released.add("high")));
      table.share();
      world.task("last", table::exit);
      world.settle();
      assertThat(released).containsExactly("high");
      world.task("server", page::serve);
      world.settle();
      assertThat(released).containsExactly("high", "middle", "low");
    });
  }
}
