package org.killpath.app.diagnose.words;

import java.util.Optional;

/**
 * Something that happened, for a list in the order of the log.
 *
 * @param boot which run of the kernel, from 1
 * @param time as printed
 * @param line the line where it is reported
 * @param kind in a word or two
 * @param who the task, or empty
 * @param what in a sentence
 * @param means what it means for the rest; empty if nothing follows
 */
public record TimelineEvent(
    int boot,
    Optional<String> time,
    long line,
    String kind,
    String who,
    String what,
    String means) {

  /** Seconds since boot, if the time is that. */
  public Optional<Double> seconds() {
    return time.filter(text -> text.matches("\\d{1,12}\\.\\d{1,9}")).map(Double::valueOf);
  }
}
