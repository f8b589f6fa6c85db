package org.killpath.engine.kernel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.CallTrace;
import org.killpath.engine.kernel.call.Description;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.kernel.state.TaskState;

/**
 * {@code struct task_struct}: one real Java thread, with what the kernel knows of it. Signals are
 * real thread interruptions; the pending sets say which signal it was.
 */
public final class Task extends Interleaved {
  private final String name;
  private final int pid;
  private final TaskGroup group;
  private final Body body;
  private final String role;

  private final PendingSignals pending;

  private volatile boolean sleeping;
  private volatile boolean faultsDisabled;
  private volatile Resource missedFault; // null in most, which then costs nothing to make
  private volatile boolean mmGone;

  private final CallTrace calls = new CallTrace();
  private final HeldLocks locks = new HeldLocks();
  private final RcuReader rcuReader = new RcuReader();

  Task(Kernel kernel, String name, int pid, TaskGroup group, String role, Body body) {
    super(kernel, "task", pid);
    this.name = name;
    this.pid = pid;
    this.group = group;
    this.pending = new PendingSignals(group);
    this.role = role;
    this.body = body;
    group.add(this);
  }

  /** Its name, as {@code ps} shows it. */
  public String comm() {
    return name;
  }

  /** Its number, which no other task of its world has. */
  public int pid() {
    return pid;
  }

  /** Its place among the tasks of its world, in order of creation, from 0. */
  public int number() {
    return pid - Kernel.FIRST_PID;
  }

  /** The thread group that it belongs to for all its life. */
  public TaskGroup group() {
    return group;
  }

  /** {@code do_exit()} begins. */
  public void beginExit() {
    group.begins(this);
  }

  /** {@code exit_mm()}: an exiting task loses its address space before it closes its files. */
  public void exitMm() {
    mmGone = true;
  }

  /** The address space it uses, unless it is exiting. */
  public Optional<Mm> mm() {
    return mmGone ? Optional.empty() : Optional.of(group.mm());
  }

  /** True for a task of the kernel's own, which no user's signal reaches. */
  public boolean isKthread() {
    return group.mm().equals(Kernel.KERNEL_MM);
  }

  /** What the task is in its world: holder, killer, owner, whatever its subject calls it. */
  public String role() {
    return role;
  }

  /** Runs the task's program on the calling thread. For runtimes. */
  public void run() {
    body.run(this);
    group.ends(this);
    for (TakenLock held : locks.list()) {
      kernel().brokenRule(this, "exits with " + held.lock().name() + " held");
    }
    if (rcuReader.isInside()) {
      kernel().brokenRule(this, "exits inside a reader of rcu");
    }
  }

  /** {@code fatal_signal_pending()} as waits look at it; no operation of its own. */
  public boolean fatalSignalPending() {
    return pending.isFatal();
  }

  /** Is any signal pending, by this task's own set or the shared one? No operation of its own. */
  public boolean anySignalPending() {
    return pending.isAny();
  }

  /** {@code signal_pending(current)}. */
  public boolean signalPending() {
    group.check(this);
    return anySignalPending();
  }

  /**
   * {@code get_signal()}: takes the pending signal, and is halted here with its group. True if it was
   * fatal; none is pending afterwards, though SIGKILL may stay in the shared set.
   */
  public boolean getSignal() {
    return pending.take(this);
  }

  /**
   * {@code clear_thread_flag(TIF_SIGPENDING)} by a task that takes no signal any more: what is in the
   * shared set wakes it no more; another signal has it try to sleep again and again, in R.
   */
  public void ignorePending() {
    pending.ignore();
  }

  /**
   * What halts its group halts it only if {@code halts} says so, which always says the same; else that
   * passes it by, as it does the kernel's own threads. Before it runs.
   */
  public void haltIf(BooleanSupplier halts) {
    pending.haltIf(halts);
  }

  /** For the group, under its monitor. */
  PendingSignals pending() {
    return pending;
  }

  // --- faults

  /** {@code pagefault_disable()}: a copy that would fault fails at once. It does not nest. */
  public void disableFaults() {
    faultsDisabled = true;
  }

  /** {@code pagefault_enable()}. */
  public void enableFaults() {
    faultsDisabled = false;
  }

  /** {@code pagefault_disabled()}. */
  public boolean faultsDisabled() {
    return faultsDisabled;
  }

  /** The page that was missing when a copy last failed because faults are disabled. */
  public Optional<Resource> missedFault() {
    return Optional.ofNullable(missedFault);
  }

  /** Sets {@link #missedFault}. */
  public void setMissedFault(Optional<Resource> page) {
    missedFault = page.orElse(null);
  }

  /** {@code set_current_state(TASK_INTERRUPTIBLE)}. */
  public void setInterruptible() {
    visible(this, Op.SET_STATE);
    sleeping = true;
  }

  /** {@code __set_current_state(TASK_RUNNING)}: nobody else can tell when it happens. */
  public void setRunning() {
    sleeping = false;
  }

  /** {@code schedule()}: sleeps unless the state was set back to running, or a signal is there. */
  public void schedule() {
    blocking(this, Op.SLEEP);
    sleeping = false;
  }

  /** {@code pause(2)} in user mode: sleeps until a signal is there. */
  public void pause() {
    sleeping = true;
    schedule();
  }

  /** {@code wake_up_process()}. */
  public void wake(Task current) {
    visible(current, Op.WAKE);
    sleeping = false;
    unpark(this);
  }

  @Override
  public boolean ready(Task task, Op op) {
    return op != Op.SLEEP || !sleeping || pending.endsSleep();
  }

  @Override
  public boolean block(Task task, Op op) throws InterruptedException {
    LockSupport.park(this);
    return false;
  }

  @Override
  public TaskState waitState(Task task, Op op) {
    return op == Op.SLEEP && !pending.keepsAwake() ? TaskState.S : TaskState.R;
  }

  // --- call trace and lock list

  /** The call of a mirrored C function; close it to return. */
  public Frame enter(CFunction function) {
    return calls.enter(function);
  }

  /** The innermost mirrored function. */
  public Optional<CFunction> function() {
    return calls.innermost();
  }

  /** The call trace, innermost first, as kernel reports print it. */
  public List<CFunction> callTrace() {
    return calls.list();
  }

  /** Asleep with no kernel function on its trace: it idles in user mode, and waits for nobody. */
  public boolean isInUserMode() {
    return calls.isEmpty() && pendingOp() == Op.SLEEP;
  }

  /** It holds {@code lock} from now on: said by the lock. */
  public void acquired(Resource lock) {
    locks.add(lock, calls.caller());
  }

  /** It gives {@code lock} back: said by the lock. */
  public void released(Resource lock) {
    locks.remove(lock);
  }

  /** The locks this task holds, in the order it took them. */
  public List<TakenLock> heldLocks() {
    return locks.list();
  }

  /** Each of them, in that order. */
  public void forEachLock(Consumer<Resource> action) {
    locks.forEach(action);
  }

  RcuReader rcuReader() {
    return rcuReader;
  }

  /** Inside a reader of RCU, this task has got hold of {@code memory}, and may use it. */
  public void sees(Allocation memory) {
    rcuReader.sees(memory);
  }

  /** Takes down all that a report on this task could show now; it must not run meanwhile. */
  @SuppressWarnings("EnumOrdinal") // a description needs a number that is distinct
  public void describe(Description to) {
    to.name(role);
    to.number(pid);
    final TaskState state = state();
    to.number(state.ordinal());
    if (state == TaskState.GONE) {
      return;
    }
    to.number(pendingOp().ordinal());
    to.number(pendingOn().id());
    if (isBlocked()) {
      for (Task awaited : pendingOn().awaited(this, pendingOp())) {
        to.number(awaited.pid());
      }
    }
    calls.describe(to);
    locks.describe(to);
  }

  @Override
  public String toString() {
    return name + "/" + pid;
  }
}
