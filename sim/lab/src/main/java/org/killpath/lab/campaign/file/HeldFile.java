package org.killpath.lab.campaign.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that this process alone reads and writes, again and again, until it is closed. Other
 * processes that want to hold it are told so.
 *
 * <p>What holds it is a lock on the file that has the name at the moment; each new one is locked
 * before it takes the name. A POSIX lock is lost when any channel of the same file is closed, so
 * nothing here opens the file a second time. Used by one thread at a time.
 */
public final class HeldFile implements AutoCloseable {
  private final Path target;
  private final boolean made;
  private FileChannel channel;
  private boolean written;

  private HeldFile(Path target, FileChannel channel, boolean made) {
    this.target = target;
    this.channel = channel;
    this.made = made;
  }

  /**
   * Holds the file, which is made if it is not there: empty, and for as long as nothing is written; if
   * another one holds it before its maker does, it stays.
   *
   * @throws BadFile if another process holds it
   * @throws IOException if it cannot be written, see {@link Reason}
   */
  public static HeldFile at(Path name) throws IOException {
    final Path target = Links.follow(name);
    if (TargetFile.attributes(target).filter(there -> !there.isRegularFile()).isPresent()) {
      throw new IOException("it is no regular file");
    }
    TargetFile.at(target);
    while (true) {
      final boolean made = isMade(target);
      final Optional<FileChannel> channel = open(target);
      if (channel.isPresent()) {
        return new HeldFile(target, channel.get(), made);
      }
    }
  }

  /**
   * Opens and locks the file that has the name; nothing if it had another in between, or is gone: its
   * last holder has put one in its place, or has left none.
   */
  private static Optional<FileChannel> open(Path target) throws IOException {
    try {
      final Object before = identity(target);
      final FileChannel channel =
          FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock(channel);
      if (isStill(before, target)) {
        return Optional.of(channel);
      }
      channel.close();
    } catch (NoSuchFileException e) {
      // it is made anew
    }
    return Optional.empty();
  }

  private static boolean isStill(Object before, Path target) throws IOException {
    try {
      return before.equals(identity(target));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isMade(Path target) throws IOException {
    try {
      Files.createFile(target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Takes the lock, and closes the channel if that cannot be. */
  private static void lock(FileChannel channel) throws IOException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    } catch (IOException e) {
      channel.close();
      throw new IOException("it cannot be locked: " + Reason.of(e), e);
    }
    if (lock.isEmpty()) {
      channel.close();
      throw new BadFile("another run is using it");
    }
  }

  private static Object identity(Path file) throws IOException {
    return Objects.requireNonNullElse(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), "no identities here");
  }

  public boolean isEmpty() throws IOException {
    return channel.size() == 0;
  }

  /** Its content from the beginning; closing the stream leaves the file open. */
  public InputStream content() throws IOException {
    channel.position(0);
    return new FilterInputStream(Channels.newInputStream(channel)) {
      @Override
      public void close() {
        // or the lock is lost
      }
    };
  }

  /**
   * Writes all of it.
   *
   * @throws IOException if that fails, see {@link Reason}, or if it is more than would be read again;
   *     the file is then as it was
   */
  public void write(String text) throws IOException {
    final byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length > KeptFile.MOST_BYTES) {
      throw new IOException(
          "it would be larger than " + (KeptFile.MOST_BYTES >> 20) + " MiB, and not be read again");
    }
    final Replacement complete;
    try {
      complete = Replacement.beside(target);
    } catch (IOException notInThisDirectory) {
      TargetFile.inPlace(channel, content);
      written = true;
      return;
    }
    boolean replaced = false;
    try {
      complete.write(content);
      lock(complete.channel());
      replaced = replace(complete);
      if (!replaced) {
        TargetFile.inPlace(channel, content);
      }
      written = true;
    } finally {
      if (!replaced) {
        complete.close();
      }
    }
  }

  /** False if something is mounted there, or the like. */
  private boolean replace(Replacement complete) throws IOException {
    try {
      complete.replace(target);
    } catch (IOException e) {
      return false;
    }
    channel.close();
    channel = complete.channel();
    return true;
  }

  /** Others may have it. */
  @Override
  public void close() throws IOException {
    if (made && !written) {
      Files.deleteIfExists(target);
    }
    channel.close();
  }
}
