package org.killpath.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code struct file}: an open device with a count of references. Descriptors hold one each, and so
 * does every system call in flight; whoever drops the last one runs the release.
 */
public final class OpenFile extends Resource {
  private final AtomicInteger references = new AtomicInteger(1);
  private final Body release;

  public OpenFile(Kernel kernel, String label, Body release) {
    super(kernel, label, null);
    this.release = release;
  }

  /** One more descriptor is there from the beginning. */
  public void shareBeforehand() {
    references.incrementAndGet();
  }

  /** {@code get_file()}, {@code fdget()}. */
  public void get(Task current) {
    visible(current, Op.GET);
    references.incrementAndGet();
  }

  /** {@code fput()}: the last one releases, in the context of its caller. */
  public void put(Task current) {
    visible(current, Op.PUT);
    if (references.decrementAndGet() == 0) {
      release.run(current);
    }
  }

  public boolean isReleased() {
    return references.get() == 0;
  }
}
