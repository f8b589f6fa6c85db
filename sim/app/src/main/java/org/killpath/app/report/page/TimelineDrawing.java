package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.app.report.timeline.Activity;
import org.killpath.app.report.timeline.Timeline;
import org.killpath.app.report.timeline.Timeline.Column;
import org.killpath.app.report.timeline.Timeline.RestColumn;
import org.killpath.app.report.timeline.Timeline.StepColumn;
import org.killpath.app.report.timeline.Timeline.Wait;

/** Where everything of a timeline lies, in pixels: lanes across, time to the right. */
public final class TimelineDrawing {
  /** A part of the execution, over all lanes. */
  public record Band(int x, int width, String title, boolean rest) {
    /** The title, if there is room for it. */
    public String label() {
      return title.length() * 5.4 + 6 <= width ? title : "";
    }
  }

  /** A step: where it is, and what it is in words. */
  public record Mark(int number, int x, int y, String words) {
    public String title() {
      return "step " + number + ", " + words;
    }
  }

  /** The moment of a fatal signal. */
  public record Kill(int x, int labelX, String anchor, String label) {}

  /** From a task that waits to whom it waits for. */
  public record Arrow(String path, String title) {}

  private static final int STEP = 10;
  private static final int REST = 46;

  /** With room for what is waited for, and for arrows. */
  private static final int REST_WITH_WAITS = 128;

  private static final int GUTTER = 164;
  private static final int TOP = 46;
  private static final int BOTTOM = 8;

  private final String id;
  private final Timeline timeline;
  private final int[] begins;
  private final List<DrawnLane> lanes = new ArrayList<>();
  private final int height;
  private final int outsideY;

  /**
   * A drawing of {@code timeline}.
   *
   * @param id tells it from other drawings on the same page
   */
  public TimelineDrawing(String id, Timeline timeline) {
    this.id = id;
    this.timeline = timeline;
    this.begins = new int[timeline.columns().size() + 1];
    begins[0] = GUTTER;
    for (int i = 0; i < timeline.columns().size(); i++) {
      begins[i + 1] = begins[i] + width(timeline.columns().get(i));
    }
    int y = TOP;
    final List<String> locks = timeline.locks();
    for (Timeline.Lane lane : timeline.lanes()) {
      final DrawnLane drawn = DrawnLane.of(lane, y, begins, locks);
      lanes.add(drawn);
      y += drawn.height();
    }
    this.outsideY = y + 12;
    this.height = (timeline.waitsForTheOutside() ? y + 26 : y) + BOTTOM;
  }

  private static int width(Column column) {
    if (column instanceof RestColumn rest) {
      return rest.waits().isEmpty() ? REST : REST_WITH_WAITS;
    }
    return STEP;
  }

  public String id() {
    return id;
  }

  public int width() {
    return begins[begins.length - 1] + STEP;
  }

  public int height() {
    return height;
  }

  public int gutter() {
    return GUTTER;
  }

  public int top() {
    return TOP;
  }

  public List<DrawnLane> lanes() {
    return lanes;
  }

  /** Where the outside world is, if somebody waits for it. */
  public Optional<Integer> outside() {
    return timeline.waitsForTheOutside() ? Optional.of(outsideY) : Optional.empty();
  }

  /** The parts of the execution, and the rests between them. */
  public List<Band> bands() {
    final List<Band> bands = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= timeline.columns().size(); i++) {
      if (i == timeline.columns().size() || !alike(i, from)) {
        final Column column = timeline.columns().get(from);
        final boolean rest = column instanceof RestColumn;
        bands.add(new Band(
            begins[from],
            begins[i] - begins[from],
            rest ? "at rest" : column.part().title(),
            rest));
        from = i;
      }
    }
    return bands;
  }

  private boolean alike(int one, int other) {
    final Column first = timeline.columns().get(one);
    final Column second = timeline.columns().get(other);
    return first instanceof StepColumn
        && second instanceof StepColumn
        && first.part().equals(second.part());
  }

  /** Every step, in order. */
  public List<Mark> marks() {
    final List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < timeline.columns().size(); i++) {
      if (timeline.columns().get(i) instanceof StepColumn column) {
        final int y = lanes.stream()
            .filter(lane -> lane.pid() == column.step().actor().pid())
            .mapToInt(DrawnLane::y)
            .findFirst()
            .orElse(TOP);
        marks.add(new Mark(column.step().number(), begins[i], y, StepWords.of(column.step())));
      }
    }
    return marks;
  }

  /** The number of the first step that is drawn; the others follow it without a gap. */
  public int firstStep() {
    return marks().stream().mapToInt(Mark::number).findFirst().orElse(0);
  }

  /** The moments at which a group was killed. */
  public List<Kill> kills() {
    final List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < timeline.columns().size(); i++) {
      if (timeline.columns().get(i) instanceof StepColumn column
          && column.killed().isPresent()) {
        final int x = begins[i] + STEP / 2;
        final boolean late = x > width() - 130;
        kills.add(new Kill(
            x,
            late ? x - 4 : x + 4,
            late ? "end" : "start",
            "SIGKILL to " + column.killed().get()));
      }
    }
    return kills;
  }

  /** Who waits for whom, at each rest. */
  public List<Arrow> arrows() {
    final List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < timeline.columns().size(); i++) {
      if (timeline.columns().get(i) instanceof RestColumn rest) {
        int x = begins[i + 1] - 26;
        for (Wait wait : rest.waits()) {
          arrows.add(arrow(wait, x));
          x = x - 9 < begins[i] ? begins[i + 1] - 26 : x - 9;
        }
      }
    }
    return arrows;
  }

  private Arrow arrow(Wait wait, int x) {
    final int from = lanes.get(wait.from()).middle();
    final int to = wait.to().map(lane -> lanes.get(lane).middle()).orElse(outsideY - 6);
    final int bulge = x + 22;
    final String path = from == to
        ? String.format(
            Locale.ROOT,
            "M%d %d C%d %d %d %d %d %d",
            x,
            from - 3,
            bulge,
            from - 22,
            bulge,
            from + 22,
            x + 2,
            from + 4)
        : String.format(
            Locale.ROOT, "M%d %d C%d %d %d %d %d %d", x, from, bulge, from, bulge, to, x + 3, to);
    final String target = wait.to()
        .map(lane -> timeline.lanes().get(lane).actor().role())
        .orElse("the outside world");
    return new Arrow(
        path,
        timeline.lanes().get(wait.from()).actor().role() + " waits for " + wait.on() + ", up to "
            + target);
  }

  /** What the colours mean, of those that occur. */
  public List<Activity> activities() {
    return timeline.lanes().stream()
        .flatMap(lane -> lane.spans().stream())
        .map(Timeline.Span::activity)
        .distinct()
        .sorted()
        .toList();
  }

  /** The picture in a sentence, for those who do not see it. */
  public String description() {
    final List<String> sentences = new ArrayList<>();
    sentences.add(String.format(
        Locale.ROOT,
        "%d tasks over %d steps, after %d steps of the set-up.",
        lanes.size(),
        marks().size(),
        timeline.folded()));
    kills().forEach(kill -> sentences.add(kill.label() + "."));
    for (Column column : timeline.columns()) {
      if (column instanceof RestColumn rest && !rest.waits().isEmpty()) {
        sentences.add("At rest after " + rest.part() + ": "
            + String.join("; ", rest.waits().stream().map(this::words).toList()) + ".");
      }
    }
    return String.join(" ", sentences);
  }

  private String words(Wait wait) {
    return arrow(wait, 0).title();
  }
}
