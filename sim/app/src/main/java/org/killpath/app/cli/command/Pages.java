package org.killpath.app.cli.command;

import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.report.page.TablePage;
import org.killpath.app.report.page.TimelineImage;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Schedule;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;

/** Pages and pictures of a run: what they show is run once more. */
public final class Pages {
  private Pages() {}

  static String of(Runs runs, Expectations expectations) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return TablePage.html(runs.results(), expectations::objection, runs.warning(), controlled);
    }
  }

  /** The timeline of the worst that a cell showed, in its simplest execution. */
  static String picture(Result<Cell> result) {
    final Schedule<Cell> schedule = result.sightings().stream()
        .findFirst()
        .orElseThrow(() -> new BadInput("no schedule of " + result.subject()
            + " came to the ordering:" + " there is nothing to draw"))
        .schedule();
    final TimelineRecorder recorder = new TimelineRecorder();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Verdict verdict = schedule.replay(controlled, recorder);
      return TimelineImage.svg(schedule, verdict, recorder.timeline());
    }
  }
}
