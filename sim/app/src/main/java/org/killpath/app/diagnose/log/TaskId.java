package org.killpath.app.diagnose.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task as kernel reports name it.
 *
 * @param comm its name, as it stands in the log: anybody may give a task any name; empty if the log
 *     does not tell it
 * @param pid negative if the log does not tell it
 */
public record TaskId(String comm, int pid) {
  private static final Pattern WORKER = Pattern.compile("vhost-(\\d{1,9})");

  /** A task whose trace stands in a log without a word of whose it is, the n-th of them. */
  public static TaskId unnamed(int n) {
    return new TaskId("", -n);
  }

  /** Is there anything to know it by? */
  public boolean isNamed() {
    return pid >= 0;
  }

  /** {@code vhost_task_create()} and {@code kthread_create()} callers in vhost name workers so. */
  public boolean isNamedLikeAWorker() {
    return comm.startsWith("vhost-");
  }

  /** The pid of whoever made it, if it is named as the kernel names workers: {@code vhost-38}. */
  public Optional<Integer> creator() {
    final Matcher name = WORKER.matcher(comm);
    return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
  }

  /** As in a lock list: {@code vhost-38/39}. */
  @Override
  public String toString() {
    if (pid < 0 && !comm.isEmpty()) {
      return comm + " (pid not in the log)";
    }
    if (pid < 0) {
      return pid == -1
          ? "a task (name not in the log)"
          : "a task (name not in the log, no. " + -pid + ")";
    }
    return comm.isEmpty() ? "pid " + pid : comm + "/" + pid;
  }
}
