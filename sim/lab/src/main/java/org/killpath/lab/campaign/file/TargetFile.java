package org.killpath.lab.campaign.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file that a result goes to: there in full or as it was before, whenever one looks.
 *
 * <p>Symbolic links are followed, and stay. The mode stays, and owner and group where we may set
 * them. Where a file cannot be replaced, since something is mounted on it or its directory is not
 * ours to change, it is written in place: if that fails, its old content is put back. A device is
 * written directly.
 */
public final class TargetFile {
  private static final int PROBE_BYTES = 64 << 10;

  // As in stat(2).
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;

  private final Path target;
  private final Way way;

  private TargetFile(Path target, Way way) {
    this.target = target;
    this.way = way;
  }

  /**
   * Makes sure that {@code name} can be written, and leaves it as it is. If it is a pipe, waits for
   * somebody to read from it.
   *
   * @throws IOException if it cannot, see {@link Reason}
   */
  public static TargetFile at(Path name) throws IOException {
    final Path target = Links.follow(name);
    final Optional<BasicFileAttributes> there = attributes(target);
    if (there.filter(BasicFileAttributes::isDirectory).isPresent()) {
      throw new IOException("it is a directory");
    }
    if (there.isPresent() && isReadOnly(target)) {
      throw new IOException("it is not writable");
    }
    if (there.filter(found -> !found.isRegularFile()).isPresent()) {
      return new TargetFile(
          target, new Device(Files.newOutputStream(target, StandardOpenOption.WRITE)));
    }
    final Path directory = target.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory);
    }
    return new TargetFile(target, probe(target, there.isPresent()));
  }

  /** Of what has the name at the moment, all at once: somebody else may take it away meanwhile. */
  static Optional<BasicFileAttributes> attributes(Path target) {
    try {
      return Optional.of(Files.readAttributes(target, BasicFileAttributes.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What is gone can be made. */
  private static boolean isReadOnly(Path target) {
    try {
      target.getFileSystem().provider().checkAccess(target, AccessMode.WRITE);
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** A full disk, or a directory that nobody may write, shows before the work and not after it. */
  private static Way probe(Path target, boolean exists) throws IOException {
    final Replacement probe;
    try {
      probe = Replacement.beside(target);
    } catch (IOException e) {
      if (exists) {
        return new InPlace();
      }
      throw e;
    }
    try (probe) {
      probe.write(new byte[PROBE_BYTES]);
    }
    return new Replaced();
  }

  /** Is it a pipe with a name, to which writing waits until somebody reads? */
  public static boolean isNamedPipe(Path name) {
    try {
      return !Links.follow(name).startsWith("/proc")
          && ((int) Files.getAttribute(name, "unix:mode") & FILE_TYPE) == PIPE;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Does writing this write {@code other}, too? */
  public boolean isSameAs(Path other) throws IOException {
    return Links.lead(target, other);
  }

  /**
   * Writes all of it; a device only once.
   *
   * @throws IOException if that fails, see {@link Reason}; the file is then as it was
   */
  public void write(String text) throws IOException {
    way.write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /** How a file can be written. */
  private sealed interface Way {
    void write(Path target, byte[] content) throws IOException;
  }

  /** By what has been opened already. */
  private record Device(OutputStream open) implements Way {
    @Override
    public void write(Path target, byte[] content) throws IOException {
      try (open) {
        open.write(content);
      }
    }
  }

  private record InPlace() implements Way {
    @Override
    public void write(Path target, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        inPlace(channel, content);
      }
    }
  }

  private record Replaced() implements Way {
    @Override
    public void write(Path target, byte[] content) throws IOException {
      try (Replacement complete = Replacement.beside(target)) {
        complete.write(content);
        try {
          complete.replace(target);
        } catch (IOException e) {
          if (!Files.exists(target)) {
            throw e;
          }
          new InPlace().write(target, content); // the complete content lies beside it meanwhile
        }
      }
    }
  }

  /** Writes {@code content}, or what was there before if that fails. */
  static void inPlace(FileChannel channel, byte[] content) throws IOException {
    final ByteBuffer before = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    channel.position(0);
    while (before.hasRemaining() && channel.read(before) >= 0) {
      // until it is all there
    }
    try {
      Replacement.overwrite(channel, content);
    } catch (IOException e) {
      try {
        Replacement.overwrite(channel, before.array());
      } catch (IOException worse) {
        e.addSuppressed(worse);
      }
      throw e;
    }
  }
}
