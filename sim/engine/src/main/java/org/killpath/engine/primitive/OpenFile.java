package org.killpath.engine.primitive;

import java.util.concurrent.atomic.AtomicInteger;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * {@code struct file}: an open device with a count of references. Descriptors hold one each, and so
 * does every system call in flight; whoever drops the last one runs the release.
 */
public final class OpenFile extends Resource {
  private final AtomicInteger references = new AtomicInteger(1);
  private final Body release;
  private boolean closed;

  /**
   * A file with the reference of one descriptor.
   *
   * @param release runs in the context of whoever drops the last reference
   */
  public OpenFile(Kernel kernel, String label, Body release) {
    super(kernel, label);
    this.release = release;
  }

  /** One more descriptor is there from the beginning. */
  public void shareBeforehand() {
    references.incrementAndGet();
  }

  /** {@code fdget()}: false is -EBADF, the descriptor has been closed. */
  public boolean get(Task current) {
    visible(current, Op.GET);
    return pin();
  }

  /** {@code fdget()} by way of a descriptor that nobody closes meanwhile. */
  public void getApart(Task current) {
    visible(current, Op.GET);
    references.incrementAndGet();
  }

  private synchronized boolean pin() {
    if (closed) {
      return false;
    }
    references.incrementAndGet();
    return true;
  }

  /**
   * The descriptor by which tasks {@link #get} the file goes, and its reference with it. True if it
   * was the last one, and the release is due.
   */
  boolean close(Task current) {
    visible(current, Op.PUT);
    synchronized (this) {
      closed = true;
    }
    return references.decrementAndGet() == 0;
  }

  /**
   * {@code fput()} by a task of the kernel's own, which does not release in its own context. True if
   * it was the last one, and the release is due.
   */
  public boolean drop(Task current) {
    visible(current, Op.PUT);
    return references.decrementAndGet() == 0;
  }

  /** {@code __fput()}: what the last reference's end has put off until now. */
  public void release(Task current) {
    release.run(current);
  }

  /** {@code fput()}: the last one releases, in the context of its caller. */
  public void put(Task current) {
    visible(current, Op.PUT);
    if (references.decrementAndGet() == 0) {
      release(current);
    }
  }

  /** Dropping a reference shows only when it is the last. */
  @Override
  public boolean commutes(Op op) {
    return op == Op.PUT && references.get() > 1;
  }

  /** True once the last reference was dropped; asked by observers, so no visible operation. */
  public boolean isReleased() {
    return references.get() == 0;
  }
}
