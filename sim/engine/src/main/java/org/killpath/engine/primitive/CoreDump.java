package org.killpath.engine.primitive;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.kernel.ThreadExits;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.kernel.state.Zap;

/**
 * {@code struct core_state} (fs/coredump.c, kernel/exit.c, 6.10 and later): the core dump of one group.
 * The thread that dumps waits in D until every other thread has begun to exit; those stop there, before
 * they close their files, until the dump is written. Before 6.10 it does not wait for
 * threads that run in the kernel alone (PF_USER_WORKER).
 */
public final class CoreDump extends Resource implements ThreadExits {
  private static final CFunction DO_COREDUMP = new CFunction("do_coredump", "fs/coredump.c");
  private static final CFunction TASK_EXIT = new CFunction("coredump_task_exit", "kernel/exit.c");

  private final TaskGroup group;
  private final Completion startup;
  private final Completion written;
  private final AtomicInteger awaited = new AtomicInteger();
  private final Set<Task> past = ConcurrentHashMap.newKeySet();
  private volatile boolean dumping;
  private volatile List<Task> dumper = List.of();

  /** What is there of {@code group} in case that it dumps core. Before the ordering begins. */
  public CoreDump(Kernel kernel, TaskGroup group) {
    super(kernel, "core_state.nr_threads");
    this.group = group;
    this.startup = new Completion(kernel, "core_state.startup", this::notYetExiting);
    this.written = new Completion(kernel, "core dump", () -> dumper, TaskState.IDLE);
    group.whenThreadsExit(this);
  }

  private List<Task> notYetExiting() {
    return group.tasks().stream()
        .filter(task -> !task.isExited() && !past.contains(task) && !dumper.contains(task))
        .toList();
  }

  /** As {@link #dump(Task, Body)}; to write the dump takes no time. */
  public void dump(Task current) {
    dump(current, dumper -> {});
  }

  /**
   * A signal that dumps core has come to {@code current}: it does so, unless its group dies.
   *
   * @param write what it does to write the dump, once all others stand still; a fatal signal ends it
   */
  public void dump(Task current, Body write) {
    try (Frame fn = current.enter(DO_COREDUMP)) {
      if (!group.zapOthers(current, Zap.CORE_DUMP, () -> begin(current))) {
        return;
      }
      if (awaited.get() > 0) {
        startup.await(current);
      }
      write.run(current);
      group.zapIsOver(current, () -> dumping = false);
      written.complete(current);
    }
  }

  private void begin(Task current) {
    dumper = List.of(current);
    dumping = true;
    awaited.set(notYetExiting().size());
  }

  /** {@code coredump_task_exit()}. */
  @Override
  public void begins(Task exiting) {
    if (!group.look(exiting, () -> past.add(exiting) && dumping)) {
      return;
    }
    try (Frame fn = exiting.enter(TASK_EXIT)) {
      visible(exiting, Op.PUT);
      if (awaited.decrementAndGet() == 0) {
        startup.complete(exiting);
      }
      written.await(exiting);
    }
  }

  @Override
  public boolean commutes(Op op) {
    return op == Op.PUT && awaited.get() > 1;
  }
}
