package org.killpath.engine.primitive;

import java.util.concurrent.CountDownLatch;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskState;

/**
 * A page of user memory, and what the kernel meets when it copies to or from it. The kinds differ
 * in how a fault sleeps and which signal ends it; all end when the page is served.
 */
public final class UserPage extends Resource {
  /** What backs a page. */
  public enum Backing {
    /** The copy never sleeps. */
    PRESENT,
    /** {@code handle_userfault()}: S; a fatal signal ends it; another one makes it retry in R. */
    USERFAULTFD,
    /** A FUSE file whose server has not read the request: S, after any signal K. */
    FUSE,
    /** A FUSE file whose server has read the request: S, K after a signal, D after a fatal one. */
    FUSE_READ,
    /** A file on slow storage: K. */
    FILE,
    /** Storage that is gone: D. */
    DEAD_STORAGE,
    /** The fault is retried for ever, whatever comes: R. */
    LOOPING
  }

  private final Backing backing;
  private final CountDownLatch served = new CountDownLatch(1);

  /** A page that is not there until it is served, unless it is {@link Backing#PRESENT}. */
  public UserPage(Kernel kernel, String label, Backing backing) {
    super(kernel, label);
    this.backing = backing;
    if (backing == Backing.PRESENT) {
      served.countDown();
    }
  }

  /** What backs it: how a fault on it sleeps, and what ends that. */
  public Backing backing() {
    return backing;
  }

  /** {@code copy_from_user()} or {@code copy_to_user()}; false is -EFAULT. */
  public boolean copy(Task current) {
    visible(current, Op.TOUCH);
    if (isServed()) {
      return true;
    }
    if (current.fatalSignalPending() || current.faultsDisabled()) {
      return false;
    }
    blocking(current, Op.FAULT);
    return isServed();
  }

  /** Whoever backs the page delivers it. */
  public void serve(Task current) {
    visible(current, Op.SERVE);
    served.countDown();
  }

  /** True if copies no longer fault; asked by observers, so no visible operation. */
  public boolean isServed() {
    return served.getCount() == 0;
  }

  @Override
  public boolean ready(Task task, Op op) {
    return op != Op.FAULT || isServed() || breaksOff(task);
  }

  private boolean breaksOff(Task task) {
    return switch (backing) {
      case USERFAULTFD, FUSE, FILE -> task.fatalSignalPending();
      case PRESENT, FUSE_READ, DEAD_STORAGE, LOOPING -> false;
    };
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    served.await();
    return true;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return switch (backing) {
      case PRESENT, LOOPING -> TaskState.R;
      case USERFAULTFD -> task.anySignalPending() ? TaskState.R : TaskState.S;
      case FUSE -> task.anySignalPending() ? TaskState.K : TaskState.S;
      case FUSE_READ ->
        task.fatalSignalPending()
            ? TaskState.D
            : task.anySignalPending() ? TaskState.K : TaskState.S;
      case FILE -> TaskState.K;
      case DEAD_STORAGE -> TaskState.D;
    };
  }

  @Override
  public boolean outside() {
    return true;
  }
}
