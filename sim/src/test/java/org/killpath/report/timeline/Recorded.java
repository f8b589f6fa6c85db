package org.killpath.report.timeline;

import org.killpath.Replayed;
import org.killpath.explore.Schedule;
import org.killpath.outcome.Verdict;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.carrier.Carriers;

/** An execution with its timeline. */
public record Recorded(Schedule schedule, Verdict verdict, TimelineRecorder recorder) {
  public static Recorded of(Replayed replayed) {
    return of(replayed.schedule());
  }

  public static Recorded of(Schedule schedule) {
    final TimelineRecorder recorder = new TimelineRecorder();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return new Recorded(schedule, schedule.replay(controlled, recorder), recorder);
    }
  }

  public Timeline timeline() {
    return recorder.timeline();
  }
}
