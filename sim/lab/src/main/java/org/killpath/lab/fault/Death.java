package org.killpath.lab.fault;

import java.util.Optional;

/** A way in which the group dies, and what is tried when that does not get on. */
public enum Death {
  KILL("kill()", "killer", "kill: {group: owner, by: kill}"),
  PID_NAMESPACE("end of the pid namespace", "killer", "kill: {group: owner, by: pid-namespace}"),
  OOM_KILLER("OOM killer", "killer", "kill: {group: owner, by: oom-killer}"),
  TGKILL("tgkill()", "killer", "kill: {group: owner, by: tgkill}"),
  CGROUP_KILL("cgroup.kill", "killer", "kill: {group: owner, by: cgroup-kill}"),
  EXIT_GROUP("exit_group()", "leaver", "kill: {group: owner, by: exit-group}"),
  EXECVE("execve()", "execer", "execve"),
  CORE_DUMP("core dump", "dumper", "dump-core"),
  KILL_TWICE("kill(), then SIGKILL", KILL, Then.SIGKILL),
  EXECVE_KILL("execve(), then SIGKILL", EXECVE, Then.SIGKILL),
  CORE_DUMP_KILL("core dump, then SIGKILL", CORE_DUMP, Then.SIGKILL),
  KILL_MRELEASE("kill(), then process_mrelease()", KILL, Then.MRELEASE),
  TGKILL_MRELEASE("tgkill(), then process_mrelease()", TGKILL, Then.MRELEASE);

  private final String words;
  private final String task;
  private final String step;
  private final Then then;

  /** What somebody tries when the death has done what it can. */
  private enum Then {
    NOTHING(""),
    SIGKILL("kill: {group: owner, by: kill}"),
    MRELEASE("process-mrelease");

    private final String step;

    Then(String step) {
      this.step = step;
    }
  }

  Death(String words, String task, String step) {
    this.words = words;
    this.task = task;
    this.step = step;
    this.then = Then.NOTHING;
  }

  Death(String words, Death first, Then then) {
    this.words = words;
    this.task = first.task;
    this.step = first.step;
    this.then = then;
  }

  /** As tables name it. */
  public String words() {
    return words;
  }

  /** The task that brings it about. */
  String task() {
    return task;
  }

  /** Is that a thread of the group itself? */
  boolean isOwn() {
    return !task.equals("killer");
  }

  /** What that task does. */
  String step() {
    return step;
  }

  /** What somebody else does when it is over; most often nothing. */
  Optional<String> after() {
    return then == Then.NOTHING ? Optional.empty() : Optional.of(then.step);
  }
}
