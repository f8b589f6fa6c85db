package org.killpath.app.report.page;

import org.killpath.app.report.timeline.Timeline;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.search.Schedule;

/** One timeline as a picture of its own. */
public final class TimelineImage {
  private final String title;
  private final TimelineDrawing drawing;

  private TimelineImage(String title, TimelineDrawing drawing) {
    this.title = title;
    this.drawing = drawing;
  }

  public static String svg(Schedule schedule, Verdict verdict, Timeline timeline) {
    return Templates.fill(
        "timeline-image.jte",
        new TimelineImage(
            schedule.cell() + ": " + verdict.outcome(), new TimelineDrawing("t", timeline)));
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
