package org.killpath.stress.fork;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How many worlds a forked JVM has ended so far, in a file that both processes map: jcstress itself
 * tells nothing before a fork is over.
 */
public final class Pulse {
  private final ByteBuffer count;

  /** Counts in {@code file}, from nothing. */
  public Pulse(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      this.count = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
    }
  }

  /** One more world has ended. */
  synchronized void beat() {
    count.putLong(0, count.getLong(0) + 1);
  }

  /** What is counted in {@code file} by now; nothing if nobody has begun. */
  public static long read(Path file) {
    try {
      final byte[] bytes = Files.readAllBytes(file);
      return bytes.length < Long.BYTES ? 0 : ByteBuffer.wrap(bytes).getLong();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
