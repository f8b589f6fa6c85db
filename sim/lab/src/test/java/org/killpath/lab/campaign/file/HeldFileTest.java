package org.killpath.lab.campaign.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a file is alone with it. */
class HeldFileTest {
  @TempDir
  private Path directory;

  @Test
  void aSecondHolderIsRefusedBeforeAndAfterEachWriting() throws IOException {
    final Path file = directory.resolve("file");
    try (HeldFile held = HeldFile.at(file)) {
      assertTaken(file);
      held.write("one");
      assertTaken(file);
      held.write("two");
      assertTaken(file);
      assertThat(held.content()).hasContent("two");
      assertTaken(file);
    }
    try (HeldFile next = HeldFile.at(file)) {
      assertThat(next.content()).hasContent("two");
    }
  }

  private static void assertTaken(Path file) {
    assertThatThrownBy(() -> HeldFile.at(file))
        .isInstanceOf(BadFile.class)
        .hasMessage("another run is using it");
  }

  @Test
  void whoComesWhileAnotherGivesItUpGetsItOrIsToldThatItIsInUse() throws Exception {
    final Path file = directory.resolve("file");
    final Callable<Integer> holder = () -> {
      int held = 0;
      for (int i = 0; i < 300; i++) {
        try (HeldFile mine = HeldFile.at(file)) {
          held += mine.isEmpty() ? 1 : 0;
        } catch (BadFile e) {
          assertThat(e).hasMessage("another run is using it");
        }
      }
      return held;
    };
    final ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (Future<Integer> held : two.invokeAll(List.of(holder, holder))) {
        assertThat(held.get()).isPositive();
      }
    } finally {
      two.shutdown();
    }
    HeldFile.at(file).close();
  }

  @Test
  void whatWasNeverWrittenWasNeverThere() throws IOException {
    HeldFile.at(directory.resolve("file")).close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatWasThereStaysIfNothingIsWritten() throws IOException {
    final Path file = Files.writeString(directory.resolve("file"), "old");
    HeldFile.at(file).close();
    assertThat(file).hasContent("old");
  }

  @Test
  void whatWouldBeTooLargeToBeReadIsNotWritten() throws IOException {
    final Path file = directory.resolve("file");
    try (HeldFile held = HeldFile.at(file)) {
      held.write("old");
      assertThatThrownBy(() -> held.write("x".repeat((int) KeptFile.MOST_BYTES + 1)))
          .isInstanceOf(IOException.class)
          .hasMessage("it would be larger than 64 MiB, and not be read again");
    }
    assertThat(file).hasContent("old");
  }

  @Test
  void aLinkStays() throws IOException {
    final Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    try (HeldFile held = HeldFile.at(link)) {
      held.write("new");
    }
    assertThat(link).isSymbolicLink().hasContent("new");
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> HeldFile.at(Path.of("/dev/null"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HeldFile.at(directory)).isInstanceOf(IOException.class);
  }
}
