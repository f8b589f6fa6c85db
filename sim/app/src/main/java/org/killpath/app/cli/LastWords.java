package org.killpath.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is said when there may be no memory left to say it with: it is made beforehand, and some
 * memory is set aside for whatever else is needed.
 */
final class LastWords {
  private static final int RESERVE_BYTES = 1 << 20;
  private static final byte[] NOTHING = {};

  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private final byte[] line =
      ("killpath: " + Failure.OUT_OF_MEMORY + "\n").getBytes(StandardCharsets.UTF_8);
  private final AtomicReference<byte[]> reserve = new AtomicReference<>(new byte[RESERVE_BYTES]);

  /** Says that memory is out. */
  void say() {
    release();
    try {
      err.write(line);
    } catch (IOException | OutOfMemoryError e) {
      // nobody listens, or nothing is left: the exit status has to do
    }
  }

  /** Frees what was set aside. */
  void release() {
    reserve.set(NOTHING); // which is there already, for there may be room for nothing more
  }
}
