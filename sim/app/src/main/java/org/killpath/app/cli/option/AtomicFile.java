package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is there in full or not at all, whenever one looks. */
final class AtomicFile {
  private final Path target;
  private final Path directory;

  /**
   * Makes sure that {@code target} can be written, and leaves it as it is.
   *
   * @throws BadInput if it cannot, saying why
   */
  static AtomicFile at(Path target) {
    try {
      return new AtomicFile(target);
    } catch (AccessDeniedException e) {
      throw new BadInput("cannot write " + target + ": permission denied");
    } catch (IOException e) {
      throw new BadInput("cannot write " + target + ": " + e.getMessage());
    }
  }

  private AtomicFile(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException("it is a directory");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new IOException("it is not writable");
    }
    final Path parent = target.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException("there is no directory " + parent);
    }
    this.target = target;
    this.directory = parent;
    Files.delete(temporary());
  }

  void write(String text) throws IOException {
    final Path written = temporary();
    try {
      Files.writeString(written, text, StandardCharsets.UTF_8);
      try {
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** A new empty file beside the target, readable to whom the user's own files are. */
  private Path temporary() throws IOException {
    return Files.createFile(directory.resolve(".killpath-" + UUID.randomUUID() + ".part"));
  }
}
