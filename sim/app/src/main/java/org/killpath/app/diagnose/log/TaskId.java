package org.killpath.app.diagnose.log;

/**
 * A task as kernel reports name it.
 *
 * @param comm its name, as it stands in the log: anybody may give a task any name
 */
public record TaskId(String comm, int pid) {
  /** {@code vhost_task_create()} and {@code kthread_create()} callers in vhost name workers so. */
  public boolean isNamedLikeAWorker() {
    return comm.startsWith("vhost-");
  }

  /** As in a lock list: {@code vhost-38/39}. */
  @Override
  public String toString() {
    return comm + "/" + pid;
  }
}
