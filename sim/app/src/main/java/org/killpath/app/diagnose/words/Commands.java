package org.killpath.app.diagnose.words;

import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.TaskId;

/** What to type on the machine, and what it is good for. */
final class Commands {
  private Commands() {}

  static String blockedTasks() {
    return "echo w > /proc/sysrq-trigger: every blocked task with its trace";
  }

  static String allTasks() {
    return "echo t > /proc/sysrq-trigger: every task with its trace";
  }

  static String processors() {
    return "echo l > /proc/sysrq-trigger: what each processor executes";
  }

  static String lockList() {
    return "echo d > /proc/sysrq-trigger: every lock and who holds it";
  }

  /** Workers by their name, with names of files above the stacks, which this program reads. */
  static String workers() {
    return "the workers' stacks, twice, ten seconds apart: for t in /proc/[0-9]*/task/[0-9]*; do grep -q"
        + " '^vhost-' $t/comm && { echo $t/stack; cat $t/stack; }; done";
  }

  static String stack(TaskId task) {
    return task.isNamed() ? "cat /proc/" + task.pid() + "/stack" : "cat /proc/PID/stack";
  }

  static String file(Seen task, String file) {
    return "/proc/" + task.task().pid() + "/" + file;
  }

  /** The script, where it can work. */
  static String capture() {
    return "killpath capture > capture.sh; sh capture.sh -y as root (x86-64, kprobe events, no lockdep;"
        + " only on a machine that has to be rebooted anyway): it reads the owner word of the mutex and"
        + " names the holder";
  }
}
