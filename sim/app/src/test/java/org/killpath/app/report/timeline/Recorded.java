package org.killpath.app.report.timeline;

import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.Replayed;
import org.killpath.lab.search.Schedule;

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
