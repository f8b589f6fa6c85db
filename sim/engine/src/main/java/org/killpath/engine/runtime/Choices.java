package org.killpath.engine.runtime;

import java.util.Arrays;

/**
 * The choices one execution made, in order: at each point where several tasks could take a step,
 * the position of the one that did. Together with the scenario and the design they determine the
 * execution.
 */
public final class Choices {
  private byte[] taken = new byte[64];
  private int size;

  public void clear() {
    size = 0;
  }

  public void add(int position) {
    if (size == taken.length) {
      taken = Arrays.copyOf(taken, size * 2);
    }
    taken[size++] = (byte) position;
  }

  public int size() {
    return size;
  }

  public int get(int index) {
    return taken[index];
  }

  /** A copy, to keep. */
  public byte[] toBytes() {
    return Arrays.copyOf(taken, size);
  }
}
