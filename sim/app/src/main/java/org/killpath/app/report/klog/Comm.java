package org.killpath.app.report.klog;

import org.killpath.engine.judge.TaskReport;

/** A task's name as the kernel keeps it: fifteen characters, and none that would break a line. */
final class Comm {
  private static final int LONGEST = 15;

  private Comm() {}

  static String of(TaskReport task) {
    final String name = task.comm().replaceAll("\\p{Cntrl}", "?");
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
  }
}
