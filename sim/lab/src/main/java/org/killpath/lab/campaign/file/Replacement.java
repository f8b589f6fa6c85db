package org.killpath.lab.campaign.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.UUID;

/** What a file is to hold, complete in a file beside it, which then takes its place. */
final class Replacement implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private Replacement(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Nothing yet, beside {@code target} and with its mode and owner.
   *
   * @throws IOException if there can be no such file; nothing is left behind
   */
  static Replacement beside(Path target) throws IOException {
    final Path file = target.resolveSibling(".killpath-" + UUID.randomUUID() + ".part");
    final Replacement made = new Replacement(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
    try {
      keepAttributes(target, file);
      return made;
    } catch (IOException | RuntimeException | Error e) {
      made.close();
      throw e;
    }
  }

  /** Writes all that the file is to hold. */
  void write(byte[] content) throws IOException {
    overwrite(channel, content);
  }

  /** {@code channel} becomes what {@code content} is, and it is on the disk. */
  static void overwrite(FileChannel channel, byte[] content) throws IOException {
    final ByteBuffer bytes = ByteBuffer.wrap(content);
    channel.position(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.truncate(content.length);
    channel.force(true);
  }

  /** Whoever could read the file, if it is there, can read it afterwards, and nobody else. */
  private static void keepAttributes(Path from, Path to) throws IOException {
    final PosixFileAttributeView view =
        Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    final PosixFileAttributes kept;
    try {
      kept = Files.readAttributes(from, PosixFileAttributes.class);
    } catch (NoSuchFileException e) {
      return;
    }
    final PosixFileAttributes made = view.readAttributes();
    if (!kept.owner().equals(made.owner())) {
      view.setOwner(kept.owner());
    }
    if (!kept.group().equals(made.group())) {
      view.setGroup(kept.group());
    }
    view.setPermissions(kept.permissions());
  }

  FileChannel channel() {
    return channel;
  }

  Path file() {
    return file;
  }

  /** Takes the place of {@code target}, at once and as a whole. */
  void replace(Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what has not replaced anything. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    }
  }
}
