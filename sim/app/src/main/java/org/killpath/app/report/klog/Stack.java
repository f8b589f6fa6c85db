package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage.Backing;

/** The call trace of a task, innermost first. */
final class Stack {
  private static final List<String> SCHEDULE = List.of("__schedule", "schedule");

  private static final List<String> FAULT =
      List.of("__handle_mm_fault", "handle_mm_fault", "exc_page_fault", "asm_exc_page_fault");

  /** Copies between kernel and user memory. */
  private static final String COPY = "rep_movs_alternative";

  private static final List<String> SYSTEM_CALL =
      List.of("x64_sys_call", "do_syscall_64", "entry_SYSCALL_64_after_hwframe");

  private Stack() {}

  /** One line for each frame, between the lines that begin and end a call trace. */
  static List<String> lines(TaskReport task) {
    final List<String> lines = new ArrayList<>();
    lines.add("Call Trace:");
    lines.add(" <TASK>");
    frames(task).forEach(frame -> lines.add(line(frame, isRunning(task))));
    lines.add(" </TASK>");
    return lines;
  }

  /** The same of the task that prints: it stands in {@code innermost}. */
  static List<String> linesOfTheCaller(TaskReport task, List<String> innermost) {
    final List<String> frames = new ArrayList<>(innermost);
    task.callTrace().forEach(function -> frames.add(function.name()));
    frames.addAll(entry(task));
    final List<String> lines = new ArrayList<>(List.of("Call Trace:", " <TASK>"));
    frames.forEach(frame -> lines.add(line(frame, false)));
    lines.add(" </TASK>");
    return lines;
  }

  /** The instruction that faulted has a line of another form. */
  private static String line(String frame, boolean guessed) {
    if (guessed) {
      return " ? " + Symbol.of(frame);
    }
    return (frame.equals(COPY) ? "RIP: 0010:" : " ") + Symbol.of(frame);
  }

  /** A running task's stack was not saved: what is found there are guesses. */
  static boolean isRunning(TaskReport task) {
    return task.state() == TaskState.R;
  }

  private static List<String> frames(TaskReport task) {
    final List<String> frames = new ArrayList<>(asleep(task));
    task.callTrace().forEach(function -> frames.add(function.name()));
    frames.addAll(entry(task));
    return frames;
  }

  /** What a task in this wait has called on the way to its sleep. */
  private static List<String> asleep(TaskReport task) {
    return switch (task.operation().orElse(Op.START)) {
      case LOCK ->
        isSocket(task)
            ? sleeping("__lock_sock", "lock_sock_nested")
            : sleeping("schedule_preempt_disabled", "__mutex_lock", "mutex_lock_nested");
      case LOCK_KILLABLE ->
        sleeping("schedule_preempt_disabled", "__mutex_lock", "mutex_lock_killable_nested");
      case SPIN_LOCK -> List.of("native_queued_spin_lock_slowpath", "_raw_spin_lock");
      case WAIT -> sleeping("schedule_timeout", "__wait_for_common", "wait_for_completion");
      case WAIT_FOR_READERS -> sleeping("schedule_timeout", "__wait_for_common", "__wait_rcu_gp");
      case BACK_OFF -> sleeping("schedule_timeout", "schedule_timeout_uninterruptible");
      case SLEEP, WAIT_FOR_ZERO, WAIT_KILLABLE, STOP -> SCHEDULE;
      case FAULT, PIN ->
        faulting(task.waitsFor().flatMap(TaskReport.WaitedFor::backing).orElse(Backing.PRESENT));
      default -> List.of();
    };
  }

  /** {@code lock_sock()}: its owner has it without any lock that a list of mutexes would show. */
  private static boolean isSocket(TaskReport task) {
    return task.waitsFor().filter(on -> on.label().equals(LockLine.SOCKET)).isPresent();
  }

  private static List<String> sleeping(String... outer) {
    final List<String> frames = new ArrayList<>(SCHEDULE);
    Collections.addAll(frames, outer);
    return frames;
  }

  private static List<String> faulting(Backing backing) {
    final List<String> frames = new ArrayList<>();
    switch (backing) {
      case USERFAULTFD -> {
        frames.addAll(SCHEDULE);
        frames.add("handle_userfault");
        frames.add("do_anonymous_page");
      }
      case FUSE, FUSE_READ -> {
        frames.addAll(SCHEDULE);
        Collections.addAll(frames, "request_wait_answer", "__fuse_simple_request");
        Collections.addAll(frames, "fuse_readahead", "read_pages", "page_cache_ra_unbounded");
        Collections.addAll(
            frames, "page_cache_ra_order", "filemap_fault", "__do_fault", "do_fault");
      }
      case FUSE_ASYNC, FILE, DEAD_STORAGE, FROZEN_STORAGE -> {
        frames.addAll(SCHEDULE);
        Collections.addAll(frames, "io_schedule", "folio_wait_bit_common");
        Collections.addAll(frames, "filemap_fault", "__do_fault", "do_fault");
      }
      case LOOPING, PRESENT -> frames.add("do_fault");
    }
    frames.addAll(FAULT);
    frames.add(COPY);
    return frames;
  }

  /** How the task came into the kernel, by the outermost function that is mirrored. */
  private static List<String> entry(TaskReport task) {
    final Optional<CFunction> outermost = task.callTrace().stream().reduce((inner, outer) -> outer);
    if (outermost.isEmpty()) {
      return List.of();
    }
    final String name = outermost.get().name();
    if (name.equals("vhost_task_fn")) {
      return List.of("ret_from_fork", "ret_from_fork_asm");
    }
    if (task.comm().startsWith("kworker")) {
      return List.of(
          "process_one_work", "worker_thread", "kthread", "ret_from_fork", "ret_from_fork_asm");
    }
    if (name.endsWith("_kthread_list")) {
      return List.of("kthread", "ret_from_fork", "ret_from_fork_asm");
    }
    if (name.equals("do_coredump")) {
      return List.of("get_signal", "arch_do_signal_or_restart", "asm_exc_page_fault");
    }
    final List<String> frames = new ArrayList<>();
    if (name.equals("begin_new_exec")) {
      frames.addAll(List.of("load_elf_binary", "bprm_execve", "__x64_sys_execve"));
    } else if (name.endsWith("_ioctl")) {
      frames.add("__x64_sys_ioctl");
    } else if (name.endsWith("_release")) {
      frames.add("__fput");
    }
    frames.addAll(SYSTEM_CALL);
    return frames;
  }
}
