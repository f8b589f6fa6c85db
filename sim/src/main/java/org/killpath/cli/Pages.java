package org.killpath.cli;

import org.killpath.explore.CellResult;
import org.killpath.explore.Expectations;
import org.killpath.explore.Schedule;
import org.killpath.outcome.Verdict;
import org.killpath.report.page.TablePage;
import org.killpath.report.page.TimelineImage;
import org.killpath.report.timeline.TimelineRecorder;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.carrier.Carriers;

/** Pages and pictures of a run: what they show is run once more. */
final class Pages {
  private Pages() {}

  static String of(Runs runs, Expectations expectations) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return TablePage.html(runs.results(), expectations::objection, runs.warning(), controlled);
    }
  }

  /** The timeline of the worst that a cell showed, in its simplest execution. */
  static String picture(CellResult result) {
    final Schedule schedule = result.sightings().stream()
        .findFirst()
        .orElseThrow(() -> new BadInput("no schedule of " + result.cell() + " came to the ordering:"
            + " there is nothing to draw"))
        .schedule();
    final TimelineRecorder recorder = new TimelineRecorder();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Verdict verdict = schedule.replay(controlled, recorder);
      return TimelineImage.svg(schedule, verdict, recorder.timeline());
    }
  }
}
