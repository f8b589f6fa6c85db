package org.killpath.lab.campaign.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a name leads to. */
final class Links {
  private static final int MOST = 40;

  private Links() {}

  /** The file at the end of all symbolic links, whether or not it is there. */
  static Path follow(Path name) throws IOException {
    Path at = name.toAbsolutePath();
    for (int i = 0; i < MOST; i++) {
      if (!Files.isSymbolicLink(at)) {
        return at;
      }
      final Path next = at.resolveSibling(Files.readSymbolicLink(at));
      if (Files.exists(at) && !Files.exists(next)) {
        return at; // one of /proc/self/fd, which leads to a file without a name
      }
      at = next;
    }
    throw new FileSystemLoopException(name.toString());
  }

  /** Do both lead to the same file, or would they if it was made? */
  static boolean lead(Path one, Path other) throws IOException {
    if (Files.exists(one) && Files.exists(other)) {
      return Files.isSameFile(one, other);
    }
    return real(follow(one)).equals(real(follow(other)));
  }

  private static Path real(Path file) throws IOException {
    final Path parent = file.getParent();
    return parent == null || !Files.isDirectory(parent)
        ? file.normalize()
        : parent.toRealPath().resolve(file.getFileName());
  }
}
