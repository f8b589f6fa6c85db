package org.killpath.engine.kernel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.Mm;

/** One running kernel: its tasks, its clockless scheduler, and what it complained about. */
public final class Kernel {
  static final CFunction SYNCHRONIZE_RCU = new CFunction("synchronize_rcu", "kernel/rcu/tree.c");

  /** Tasks of one world at the most: sets of them are bits of a long. */
  public static final int MOST_TASKS = 64;

  static final int FIRST_PID = 38;
  static final Mm KERNEL_MM = new Mm("kernel");

  private final AtomicInteger resources = new AtomicInteger();
  private final AtomicInteger pids = new AtomicInteger();
  private final List<Task> tasks = new AppendOnlyList<>();
  private final List<Complaint> complaints = new AppendOnlyList<>();
  private final List<Audit> audits = new AppendOnlyList<>();
  private final Rcu rcu = new Rcu(this);
  private final Interleaver interleaver;

  /** Few worlds ever have any: null is none. */
  private volatile Queue<TimedWait> timed;

  /** Until a task is started, only whoever builds the world makes resources. */
  private boolean started;

  /**
   * A kernel with no task yet, whose tasks ask {@code interleaver} before each visible operation.
   */
  public Kernel(Interleaver interleaver) {
    this.interleaver = Objects.requireNonNull(interleaver);
  }

  Interleaver interleaver() {
    return interleaver;
  }

  int nextResourceId() {
    if (started) {
      return resources.incrementAndGet();
    }
    resources.setPlain(resources.getPlain() + 1);
    return resources.getPlain();
  }

  /** A new thread group; its first task becomes its leader and shares its number. */
  public TaskGroup newGroup(Mm mm) {
    return new TaskGroup(this, FIRST_PID + pids.get(), mm);
  }

  /**
   * A task that is there before the ordering begins; it does not run yet.
   *
   * @throws IllegalStateException if there are {@link #MOST_TASKS}
   */
  public Task newTask(String comm, TaskGroup group, String role, Body body) {
    if (tasks.size() >= MOST_TASKS) {
      throw new IllegalStateException(
          "a world has at most " + MOST_TASKS + " tasks, and " + comm + " is one more");
    }
    final Task task = new Task(this, comm, FIRST_PID + pids.getAndIncrement(), group, role, body);
    tasks.add(task);
    return task;
  }

  /**
   * {@code copy_process()} with CLONE_THREAD: a thread in the group of {@code current}, which does
   * not run yet. Nothing if a signal is pending.
   */
  public Optional<Task> createThread(Task current, String comm, String role, Body body) {
    current.group().prepareThread(current);
    return current.group().admit(current, () -> newTask(comm, current.group(), role, body));
  }

  /** {@code kthread_create()}: a task of its own group, which no signal of a user reaches. */
  public Task createKthread(Task current, String comm, String role, Body body) {
    final TaskGroup group = newGroup(KERNEL_MM);
    group.prepareThread(current);
    return newTask(comm, group, role, body);
  }

  /** {@code wake_up_new_task()}: the task can be scheduled from now on. */
  public void start(Task task) {
    started = true;
    interleaver.start(task);
  }

  /** All tasks there have been, in order of creation. */
  public List<Task> tasks() {
    return tasks;
  }

  /** {@code wait} begins; {@link #passTime} may end it. */
  public synchronized void begin(TimedWait wait) {
    if (timed == null) {
      timed = new ConcurrentLinkedQueue<>();
    }
    timed.add(wait);
  }

  /** {@code wait} is over, whatever ended it. */
  public void finish(TimedWait wait) {
    timed.remove(wait);
  }

  /**
   * Nobody can take a step, so time passes: all waits that have an end of their own are over, and which
   * of them ended first is left to whoever chooses. False if there is none, and nothing will ever happen
   * here without the outside world. Called by whoever has found the world quiescent.
   */
  public boolean passTime() {
    final Queue<TimedWait> begun = timed;
    if (begun == null || begun.isEmpty()) {
      return false;
    }
    final List<TimedWait> over = List.copyOf(begun);
    begun.clear(); // whoever is woken may run at once, and begin another
    over.forEach(TimedWait::end);
    return true;
  }

  /** The one RCU that all its tasks share. */
  public Rcu rcu() {
    return rcu;
  }

  /** {@code WARN_ON()}. */
  public void warnOn(Task current, boolean condition, String what) {
    if (condition) {
      complaints.add(new Complaint(
          Complaint.Kind.WARNING, what, current, current.function(), Optional.empty()));
    }
  }

  void useAfterFree(Task current, Op op, Resource on) {
    complaints.add(new Complaint(
        Complaint.Kind.USE_AFTER_FREE,
        op.phrase() + " " + on.name(),
        current,
        current.function(),
        Optional.of(on)));
  }

  /** Something holds at every step of a kernel that is in order, and does not hold now. */
  public void brokenRule(Task current, String what) {
    complaints.add(new Complaint(
        Complaint.Kind.BROKEN_RULE, what, current, current.function(), Optional.empty()));
  }

  /** What went wrong, in order. */
  public List<Complaint> complaints() {
    return complaints;
  }

  /** Registers a property that holds whenever nothing is under way. */
  public void audit(Audit audit) {
    audits.add(audit);
  }

  /** What was registered by {@link #audit}, in order. */
  public List<Audit> audits() {
    return audits;
  }
}
