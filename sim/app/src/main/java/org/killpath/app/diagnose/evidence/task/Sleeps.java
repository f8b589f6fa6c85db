package org.killpath.app.diagnose.evidence.task;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;

/** What kind of wait a task sleeps in that is in no page fault, as its call trace tells. */
final class Sleeps {
  private static final Pattern MUTEX =
      Pattern.compile("_{0,2}(?:rt_)?mutex_(?:lock|slowlock|rtmutex).*|_{0,2}ww_mutex_lock.*");
  private static final Pattern COMPLETION =
      Pattern.compile("__wait_for_common|do_wait_for_common|wait_for_completion.*");
  private static final Pattern RCU = Pattern.compile(
      "synchronize_s?rcu.*|__synchronize_srcu.*|__wait_rcu_gp|exp_funnel_lock|wait_rcu.*");

  /** The functions in which a task of vhost sleeps without another one that would say for what. */
  private static final Set<String> IDLE =
      Set.of("vhost_task_fn", "vhost_run_work_kthread_list", "vhost_worker");

  private static final Pattern BARE_COMPLETION =
      Pattern.compile("(?:__)?vhost_work(?:er)?(?:_dev)?_flush.*|vhost_task_stop");

  private static final Pattern SOCKET_LOCK = Pattern.compile("__lock_sock|lock_sock.*");

  private static final Set<String> BACK_OFF =
      Set.of("schedule_timeout_uninterruptible", "msleep", "usleep_range_state");

  private static final Set<String> REFERENCES =
      Set.of("vhost_net_ubuf_put_and_wait", "vhost_net_flush", "vhost_scsi_flush");

  private Sleeps() {}

  /**
   * By the innermost function that tells.
   *
   * @param calls of the whole trace, innermost first
   * @param functions those of vhost
   */
  static Wait kind(List<Call> calls, List<String> functions) {
    for (Call call : calls) {
      if (Backtrace.SCHEDULER.contains(call.function())) {
        continue;
      }
      final String function = Backtrace.plain(call.function());
      if (MUTEX.matcher(function).matches()) {
        return isForReaders(calls) ? Wait.RCU : Wait.MUTEX;
      }
      if (SOCKET_LOCK.matcher(function).matches()) {
        return Wait.SOCKET;
      }
      if (BACK_OFF.contains(function)) {
        return Wait.BACK_OFF;
      }
      if (COMPLETION.matcher(function).matches()) {
        if (isForReaders(calls)) {
          return Wait.RCU;
        }
        return functions.stream().findFirst().filter(REFERENCES::contains).isPresent()
            ? Wait.REFERENCES
            : Wait.COMPLETION;
      }
      if (RCU.matcher(function).matches()) {
        return Wait.RCU;
      }
      if (REFERENCES.contains(function)) {
        return Wait.REFERENCES;
      }
      if (IDLE.contains(function)) {
        return Wait.IDLE;
      }
      if (VhostNames.isOurs(call)) {
        return call.equals(calls.get(0)) ? ofBareStack(function) : Wait.UNKNOWN;
      }
      // Whatever a lock or a completion has called, a name that is not known or garbled, waits for
      // it.
    }
    return Wait.UNKNOWN;
  }

  /** {@code /proc/PID/stack} leaves out the scheduler, mutexes and completions: the caller tells. */
  private static Wait ofBareStack(String function) {
    return BARE_COMPLETION.matcher(function).matches() ? Wait.COMPLETION : Wait.MUTEX;
  }

  /** Grace periods are waited for by way of a completion, or of a mutex if several want one. */
  private static boolean isForReaders(List<Call> calls) {
    for (Call call : calls) {
      if (RCU.matcher(call.function()).matches()) {
        return true;
      }
      if (VhostNames.isOurs(call)) {
        return false;
      }
    }
    return false;
  }
}
