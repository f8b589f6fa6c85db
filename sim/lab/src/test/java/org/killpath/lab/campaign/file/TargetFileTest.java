package org.killpath.lab.campaign.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A result is there in full, or what was there before is. */
@EnabledOnOs(OS.LINUX)
class TargetFileTest {
  @TempDir
  private Path directory;

  private void assertNothingIsLeftBehind() {
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatIsMerelyCheckedIsNotMade() throws IOException {
    TargetFile.at(directory.resolve("new"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aLinkStaysAndItsTargetIsReplaced() throws IOException {
    final Path real = Files.writeString(directory.resolve("real"), "old");
    final Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("real"));
    TargetFile.at(link).write("new");
    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(real).isRegularFile().hasContent("new");
    assertNothingIsLeftBehind();
  }

  @Test
  void aLinkToNothingIsFollowed() throws IOException {
    final Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("to-be"));
    TargetFile.at(link).write("new");
    assertThat(link).isSymbolicLink();
    assertThat(directory.resolve("to-be")).hasContent("new");
  }

  @Test
  void linksThatLeadNowhereAreRefused() throws IOException {
    final Path link = Files.createSymbolicLink(directory.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));
    assertThatThrownBy(() -> TargetFile.at(link))
        .isInstanceOfSatisfying(
            IOException.class,
            e -> assertThat(Reason.of(e)).isEqualTo("its symbolic links lead in a circle"));
  }

  @Test
  void theModeStays() throws IOException {
    final Path file = Files.writeString(directory.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    TargetFile.at(file).write("new");
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw----r--");
  }

  @Test
  void aDeviceIsWrittenAndStaysWhatItIs() throws IOException {
    TargetFile.at(Path.of("/dev/null")).write("new");
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    final TargetFile full = TargetFile.at(Path.of("/dev/full"));
    assertThatThrownBy(() -> full.write("new")).isInstanceOf(IOException.class);
  }

  @Test
  void theSameFileIsKnownByEachOfItsNames() throws IOException {
    final Path file = directory.resolve("file");
    final Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(TargetFile.at(link).isSameAs(file)).as("to be made").isTrue();
    Files.writeString(file, "old");
    assertThat(TargetFile.at(link).isSameAs(file)).isTrue();
    assertThat(TargetFile.at(file).isSameAs(directory.resolve("./file"))).isTrue();
    assertThat(TargetFile.at(file).isSameAs(directory.resolve("other"))).isFalse();
  }
}
