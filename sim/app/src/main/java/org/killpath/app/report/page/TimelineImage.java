package org.killpath.app.report.page;

import org.killpath.app.report.timeline.Timeline;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Schedule;
import org.killpath.lab.cell.Cell;

/** One timeline as a picture of its own. */
public final class TimelineImage {
  private final String title;
  private final TimelineDrawing drawing;

  private TimelineImage(String title, TimelineDrawing drawing) {
    this.title = title;
    this.drawing = drawing;
  }

  public static String svg(Schedule<Cell> schedule, Verdict verdict, Timeline timeline) {
    return Templates.fill(
        "timeline-image.jte",
        new TimelineImage(
            schedule.subject() + ": " + verdict.outcome(), new TimelineDrawing("t", timeline)));
  }

  /** The room above the drawing. */
  public int heading() {
    return 20;
  }

  public int height() {
    return drawing.height() + heading();
  }

  public String title() {
    return title;
  }

  public TimelineDrawing drawing() {
    return drawing;
  }

  public String style() {
    return Assets.timelineStyle();
  }
}
