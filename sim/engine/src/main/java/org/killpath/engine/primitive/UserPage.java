package org.killpath.engine.primitive;

import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;

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
    /** A FUSE file that is read ahead without waiting: whoever faults waits for the folio, in K. */
    FUSE_ASYNC,
    /** A file on slow storage: K. */
    FILE,
    /** Storage that is gone: whoever faults waits for the folio, in K. */
    DEAD_STORAGE,
    /** Storage on the way to which something else is waited for, a frozen queue or a truncate: D. */
    FROZEN_STORAGE,
    /** The fault is retried for ever, whatever comes: R. */
    LOOPING
  }

  /** To whom else the page belongs. */
  public enum Sharing {
    /** Anonymous memory of one address space, or a private mapping of a file. */
    PRIVATE,
    /** A shared mapping, which an address space cannot lose by being reaped. */
    SHARED
  }

  private final Backing backing;
  private final Sharing sharing;
  private volatile boolean served;
  private volatile boolean reaped;
  private volatile boolean mayGo;

  /** A page that is not there until it is served, unless it is {@link Backing#PRESENT}. */
  public UserPage(Kernel kernel, String label, Backing backing) {
    this(kernel, label, backing, Sharing.PRIVATE);
  }

  /** Likewise, and what becomes of it when its address space is reaped. */
  public UserPage(Kernel kernel, String label, Backing backing, Sharing sharing) {
    super(kernel, label);
    this.backing = backing;
    this.sharing = sharing;
    this.served = backing == Backing.PRESENT;
  }

  /** What backs it: how a fault on it sleeps, and what ends that. */
  public Backing backing() {
    return backing;
  }

  /** {@code copy_from_user()} or {@code copy_to_user()}; false is -EFAULT. */
  public boolean copy(Task current) {
    return access(current, Op.FAULT);
  }

  /**
   * {@code pin_user_pages_fast()}: like a copy, but who waits for a userfaultfd does so in K, and only
   * a fatal signal ends that.
   */
  public boolean pin(Task current) {
    return access(current, Op.PIN);
  }

  private boolean access(Task current, Op fault) {
    visible(current, Op.TOUCH);
    if (isServed()) {
      return !reaped;
    }
    if (current.faultsDisabled() && !isRefused()) {
      current.setMissedFault(Optional.of(this));
      return false;
    }
    if (current.fatalSignalPending() || isRefused()) {
      return false;
    }
    blocking(current, fault);
    return isServed() && !reaped;
  }

  /** {@code check_stable_address_space()}, which anonymous memory comes to before its userfaultfd. */
  private boolean isRefused() {
    return reaped && backing == Backing.USERFAULTFD;
  }

  /** It is there until somebody takes it away. Before the ordering begins. */
  public void serveBeforehand() {
    served = true;
  }

  /** Somebody may reap its address space. Before the ordering begins. */
  public void expectReaper() {
    mayGo = true;
  }

  /**
   * A copy like any other; but of a page that is always there nobody can tell when it happens, so
   * that it takes no step then.
   */
  public boolean touch(Task current) {
    return isAlwaysThere() || copy(current);
  }

  /** The same with {@link #pin}. */
  public boolean touchPinned(Task current) {
    return isAlwaysThere() || pin(current);
  }

  private boolean isAlwaysThere() {
    return backing == Backing.PRESENT && !mayGo;
  }

  /** {@code madvise(MADV_DONTNEED)}: whoever touches it next faults. */
  public void discard(Task current) {
    visible(current, Op.REAP);
    served = false;
  }

  /** {@code __oom_reap_task_mm()}: takes it from an address space whose tasks are all to die. */
  public void reap(Task current) {
    visible(current, Op.REAP);
    if (sharing == Sharing.PRIVATE) {
      synchronized (this) {
        reaped = true;
        notifyAll();
      }
    }
  }

  /** Whoever backs the page delivers it. */
  public void serve(Task current) {
    visible(current, Op.SERVE);
    synchronized (this) {
      served = true;
      notifyAll();
    }
  }

  /** True if copies no longer fault; asked by observers, so no visible operation. */
  public boolean isServed() {
    return served;
  }

  @Override
  public boolean ready(Task task, Op op) {
    return !op.mayBlock() || isServed() || breaksOff(task, op);
  }

  private boolean breaksOff(Task task, Op op) {
    return switch (backing) {
      case USERFAULTFD ->
        task.fatalSignalPending() || (op == Op.FAULT && isRefused() && task.anySignalPending());
      case FUSE, FUSE_ASYNC, FILE, DEAD_STORAGE -> task.fatalSignalPending();
      case PRESENT, FUSE_READ, FROZEN_STORAGE, LOOPING -> false;
    };
  }

  @Override
  public synchronized boolean block(Task task, Op op) throws InterruptedException {
    while (!ready(task, op)) {
      wait();
    }
    return true;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return switch (backing) {
      case PRESENT, LOOPING -> TaskState.R;
      case USERFAULTFD ->
        op == Op.PIN ? TaskState.K : task.anySignalPending() ? TaskState.R : TaskState.S;
      case FUSE -> task.anySignalPending() ? TaskState.K : TaskState.S;
      case FUSE_READ ->
        task.fatalSignalPending()
            ? TaskState.D
            : task.anySignalPending() ? TaskState.K : TaskState.S;
      case FUSE_ASYNC, FILE, DEAD_STORAGE -> TaskState.K;
      case FROZEN_STORAGE -> TaskState.D;
    };
  }

  @Override
  public boolean outside() {
    return true;
  }
}
