package org.killpath.app.diagnose.words;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.evidence.task.Wait;

/** Where in the teardown a task is, in words: the step of the function. */
public final class Steps {
  private static final String HANDLER = "vhost_worker_killed";
  private static final int LONGEST_PATH = 3;
  private static final String LOOP = "vhost_task_fn";

  private static final List<String> LOOPS =
      List.of(LOOP, "vhost_run_work_kthread_list", "vhost_worker");

  private Steps() {}

  public static String of(Seen task) {
    final Backtrace trace = task.trace();
    if (trace.functions().isEmpty()) {
      if (trace.isCutOff()) {
        return "the log has no more of its call trace than the scheduler's functions";
      }
      return trace.inner().isEmpty()
          ? "the log has no call trace of it"
          : "nothing of vhost is in its call trace, which is in " + path(trace);
    }
    final String trust = trace.reliable() ? "" : "; it ran, so that its trace is a guess";
    return step(task, trace) + " (" + trace.functions().get(0) + "()" + trust + ")";
  }

  private static String path(Backtrace trace) {
    return trace.inner().stream()
        .limit(LONGEST_PATH)
        .map(call -> call.function() + "()")
        .collect(Collectors.joining(", called by "));
  }

  private static String step(Seen task, Backtrace trace) {
    if (trace.isOfAGroupsEnd()) {
      return trace.isDump()
          ? "a core dump, which waits until every other thread of the group has begun to exit"
          : "execve(), which waits until every other thread of the group has ended";
    }
    if (trace.has(HANDLER)) {
      return handler(task, trace);
    }
    if (isLoop(trace)) {
      return loop(trace);
    }
    if (trace.functions().stream().anyMatch(name -> name.contains("_flush"))) {
      return flush(trace) + caller(trace);
    }
    if (trace.has("vhost_task_stop")) {
      return trace.kind() == Wait.COMPLETION
          ? "the stop of a worker, waiting for the worker's thread to end" + caller(trace)
          : "the stop of a worker" + caller(trace);
    }
    if (trace.kind() == Wait.USER_MEMORY) {
      return "a copy from or to user memory" + caller(trace);
    }
    return switch (trace.kind()) {
      case MUTEX -> "the way to a mutex" + caller(trace);
      case COMPLETION -> "the wait for a completion" + caller(trace);
      case RCU -> "the wait for RCU readers" + caller(trace);
      default -> "vhost" + caller(trace);
    };
  }

  private static boolean isLoop(Backtrace trace) {
    return LOOPS.stream().anyMatch(trace::has);
  }

  private static String handler(Seen task, Backtrace trace) {
    final String innermost = trace.functions().get(0);
    if (innermost.equals("synchronize_rcu") || trace.kind() == Wait.RCU) {
      return "the kill handler behind its detach loop, at the wait for RCU readers";
    }
    if (!innermost.equals(HANDLER)) {
      return "the kill handler's final drain, which runs the queued work items";
    }
    if (trace.kind() != Wait.MUTEX) {
      return "the kill handler";
    }
    final Optional<String> lock = task.waitsFor().flatMap(SeenLock::label);
    if (lock.isEmpty()) {
      return "the kill handler, at worker.mutex or in its detach loop: without a lock list the log does"
          + " not tell";
    }
    return switch (lock.get()) {
      case "vq.mutex" -> "the kill handler's detach loop, which takes each vq.mutex in turn";
      case "worker.mutex" -> "the kill handler's beginning, at worker.mutex";
      default -> "the kill handler at " + lock.get() + ", which upstream's handler does not take";
    };
  }

  private static String loop(Backtrace trace) {
    final String innermost = trace.functions().get(0);
    if (LOOPS.contains(innermost)) {
      return switch (trace.kind()) {
        case MUTEX -> "the worker behind its loop, at exit_mutex";
        case IDLE -> "the worker's loop, " + Halt.of(trace).map(Steps::halted).orElse("idle");
        default -> "the worker's loop";
      };
    }
    final boolean kthread = !trace.has(LOOP);
    return "a work item in the worker's loop"
        + (kthread
            ? "; it is a kernel thread, which has no kill handler"
            : "; the worker has not come to its kill handler");
  }

  private static String halted(Halt halt) {
    return "where it " + halt.words();
  }

  private static String flush(Backtrace trace) {
    return switch (trace.kind()) {
      case COMPLETION -> "a flush, waiting for a worker to run its flush item";
      case REFERENCES -> "a flush, waiting for the last reference to be dropped";
      case MUTEX -> "a flush, at a mutex";
      default -> "a flush";
    };
  }

  private static String caller(Backtrace trace) {
    final List<String> functions = trace.functions();
    final String outermost = functions.get(functions.size() - 1);
    if (outermost.endsWith("_ioctl")) {
      return ", in an ioctl";
    }
    return outermost.endsWith("_release") ? ", in the last close" : "";
  }

  /** What it waits for, by kind and name. */
  public static String wait(Seen task) {
    final Optional<SeenLock> lock = task.waitsFor();
    if (lock.isEmpty() && task.trace().outside().isPresent()) {
      return task.trace().outside().get().what() + ": not vhost's";
    }
    if (task.isOfAGroupsEnd()) {
      return "the other threads of its group";
    }
    if (lock.isPresent()) {
      return "a " + lock.get().name()
          + (lock.get().hasAddress() ? " (" + lock.get().lock().address() + ")" : "");
    }
    return switch (task.trace().kind()) {
      case SOCKET -> "the lock of a socket";
      case MUTEX -> "a mutex; the log has no lock list that names it";
      case COMPLETION ->
        task.trace().functions().stream().anyMatch(name -> name.contains("flush"))
            ? "a flush completion: a worker has to run the flush item"
            : "a completion";
      case BACK_OFF -> "nothing at the moment: it sleeps between two tries for a lock";
      case RCU -> "RCU readers: it is stuck in synchronize_rcu(), not on a lock";
      case USER_MEMORY ->
        task.trace().fault().map(Backtrace.Fault::words).orElse("a page of user memory");
      case REFERENCES -> "the last reference to be dropped";
      case IDLE -> Halt.of(task.trace()).map(Halt::ends).orElse("work");
      case RUNNING -> "nothing: it runs, or loops";
      case UNKNOWN -> "something that the log does not show";
    };
  }
}
