package org.killpath.app.diagnose.match;

import java.util.regex.Pattern;
import org.killpath.lab.scenario.Scenario;

/**
 * Orderings whose hangs are not yet recognised in a log: what there is to be seen of them stands in
 * reports on tasks that have nothing of vhost in their stack (who dumps core, who executes a program),
 * in a lock of the socket layer, or in the state of a task that is halted.
 */
public final class NotRead {
  private static final Pattern IDS = Pattern.compile("(raced-)?((net-|scsi-)?(T|TC|U)-.*"
      + "|K(-.*)?|R|R-.*|RD|D1-dead|scsi-C2-ctl|scsi-C-set-endpoint"
      + "|.*-(coredump|exec|coredump-kill|exec-kill|oom|oom-shared|pidns|cgroup-kill)"
      + "|.*-(mrelease|mrelease-shared|freeze|kill-again|pinned|used|log|log-tgkill))");

  private NotRead() {}

  /** Is the ordering one of them? */
  public static boolean is(Scenario scenario) {
    return IDS.matcher(scenario.id()).matches();
  }
}
