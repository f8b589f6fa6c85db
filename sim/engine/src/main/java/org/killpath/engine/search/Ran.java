package org.killpath.engine.search;

import org.killpath.engine.judge.Verdict;

/** What became of one execution. */
public sealed interface Ran<S extends Subject> {
  /**
   * It came to its end.
   *
   * @param verdict what it showed
   * @param handoffs how often another task had to go on
   * @param recording its schedule, to be asked for before the next execution begins
   */
  record Ended<S extends Subject>(Verdict verdict, int handoffs, Recording<S> recording)
      implements Ran<S> {
    /** The schedule, to keep. To be asked for before the next execution begins. */
    public Schedule<S> schedule() {
      return recording.schedule();
    }
  }

  /**
   * It did not come to what the subject is about.
   *
   * @param awaited the state that an actor waited for in vain, in words
   */
  record Missed<S extends Subject>(String awaited) implements Ran<S> {}

  /** The strategy ended it: nothing new could have come of it. */
  record Cut<S extends Subject>() implements Ran<S> {}

  /** Tells the schedule of the execution that ended last. */
  @FunctionalInterface
  interface Recording<S extends Subject> {
    /** The schedule, before the next execution begins. */
    Schedule<S> schedule();
  }
}
