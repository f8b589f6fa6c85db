package org.killpath.app.report.timeline;

import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Schedule;
import org.killpath.lab.Replayed;
import org.killpath.lab.cell.Cell;

/** An execution with its timeline. */
public record Recorded(Schedule<Cell> schedule, Verdict verdict, TimelineRecorder recorder) {
  public static Recorded of(Replayed replayed) {
    return of(replayed.schedule());
  }

  public static Recorded of(Schedule<Cell> schedule) {
    final TimelineRecorder recorder = new TimelineRecorder();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return new Recorded(schedule, schedule.replay(controlled, recorder), recorder);
    }
  }

  public Timeline timeline() {
    return recorder.timeline();
  }
}
