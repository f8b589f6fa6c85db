package org.killpath.app.report.klog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A kernel whose reports can be imitated, and in what its reports differ from another's. */
public enum KernelVersion {
  /** Says least: of a running task only how many locks it holds. */
  V6_12("6.12"),
  /** Names the likely owner of a mutex, and lists the locks of running tasks, too. */
  V7_3("7.3");

  private final String version;

  KernelVersion(String version) {
    this.version = version;
  }

  /** The version as users type it. */
  public String version() {
    return version;
  }

  /** The version that is called so, with or without a third number. */
  public static Optional<KernelVersion> named(String name) {
    return Arrays.stream(values())
        .filter(kernel -> name.equals(kernel.version) || name.startsWith(kernel.version + "."))
        .findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(KernelVersion::version).toList();
  }

  /** The release that a report names: nobody shall take it for a real kernel's. */
  String release() {
    return version + ".0-killpath #1";
  }

  /** 6.16 and later: {@code is blocked on a mutex likely owned by task}. */
  boolean namesTheOwner() {
    return this == V7_3;
  }

  /** A wait for storage has words of its own. */
  boolean tellsWaitsForStorage() {
    return this == V7_3;
  }

  /** {@code locks held by NAME/PID: N, on CPU#C:} instead of {@code N locks held by NAME/PID:}. */
  boolean tellsWhereTasksRun() {
    return this == V7_3;
  }

  /** Below its count; otherwise the count is all there is of a running task. */
  boolean listsLocksOfRunningTasks() {
    return this == V7_3;
  }

  /** What follows the parent in a task's line. */
  String flags() {
    return this == V7_3 ? "task_flags:0x400040 flags:0x00080000" : "flags:0x00004000";
  }

  /** Lockdep's usage and wait type of a mutex or a spinlock. */
  String usage(boolean sleeping) {
    if (this == V7_3) {
      return sleeping ? "{+.+.}-{4:4}" : "{+.+.}-{3:3}";
    }
    return sleeping ? "{+.+.}-{3:3}" : "{+.+.}-{2:2}";
  }

  /** The same of an RCU reader. */
  String usageOfReaders() {
    return this == V7_3 ? "{....}-{1:3}" : "{....}-{1:2}";
  }
}
