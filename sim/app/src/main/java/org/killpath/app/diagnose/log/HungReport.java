package org.killpath.app.diagnose.log;

import java.util.Optional;

/**
 * {@code INFO: task NAME:PID blocked for more than N seconds.}
 *
 * @param line the number of the line in the log, from 1
 * @param time in seconds since boot, if the line has it
 */
public record HungReport(
    TaskId task, long seconds, boolean inIoWait, long line, Optional<String> time)
    implements LogEntry {
  /** The same report at another place. */
  public HungReport at(long number, Optional<String> when) {
    return new HungReport(task, seconds, inIoWait, number, when);
  }

  /** This report, the first of several on a task, with the longest time of them. */
  public HungReport orLonger(HungReport later) {
    return new HungReport(
        task, Math.max(seconds, later.seconds), inIoWait || later.inIoWait, line, time);
  }
}
