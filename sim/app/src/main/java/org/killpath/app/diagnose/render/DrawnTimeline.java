package org.killpath.app.diagnose.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.words.TimelineEvent;

/**
 * The timeline as a drawing: a lane for each task, time to the right. Where the log has no times, the
 * order of its lines takes their place.
 */
public final class DrawnTimeline {
  private static final int LEFT = 190;
  private static final int RIGHT = 860;
  private static final int LANE = 26;
  private static final int TOP = 34;
  private static final int MOST_LANES = 24;
  private static final int LONGEST_NAME = 24;

  /** A mark on a lane. */
  public record Mark(int x, int y, String style, String title) {}

  /** A task's lane, or the system's. */
  public record Lane(int y, String name) {}

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final String from;
  private final String to;

  DrawnTimeline(List<TimelineEvent> events) {
    final boolean timed = events.stream().allMatch(event -> event.seconds().isPresent())
        && events.stream().map(TimelineEvent::boot).distinct().count() <= 1;
    final double first = timed ? at(events, true) : 0;
    final double last = timed ? at(events, false) : Math.max(1, events.size() - 1);
    for (int i = 0; i < events.size(); i++) {
      final TimelineEvent event = events.get(i);
      final Optional<Lane> lane = lane(event.who().isEmpty() ? "system" : event.who());
      final double position = timed ? event.seconds().orElse(first) : i;
      final double share = last > first ? (position - first) / (last - first) : 0.5;
      lane.ifPresent(on -> marks.add(new Mark(
          LEFT + (int) Math.round(share * (RIGHT - LEFT)),
          on.y(),
          style(event.kind()),
          event.what())));
    }
    from =
        events.isEmpty() ? "" : timed ? first + " s" : "line " + events.get(0).line();
    to = events.isEmpty()
        ? ""
        : timed ? last + " s" : "line " + events.get(events.size() - 1).line();
  }

  private static double at(List<TimelineEvent> events, boolean first) {
    final var seconds = events.stream().flatMap(event -> event.seconds().stream());
    return (first ? seconds.min(Double::compare) : seconds.max(Double::compare)).orElse(0.0);
  }

  private Optional<Lane> lane(String who) {
    final String name = who.length() <= LONGEST_NAME ? who : who.substring(0, LONGEST_NAME) + "...";
    final Optional<Lane> known =
        lanes.stream().filter(lane -> lane.name().equals(name)).findFirst();
    if (known.isPresent() || lanes.size() >= MOST_LANES) {
      return known;
    }
    lanes.add(new Lane(TOP + lanes.size() * LANE, name));
    return Optional.of(lanes.get(lanes.size() - 1));
  }

  /** The worse, the redder. */
  private static String style(String kind) {
    return switch (kind) {
      case "oops", "exited", "panic", "KASAN", "BUG" -> "crash";
      case "hung task", "soft lockup", "RCU stall" -> "hang";
      default -> "event";
    };
  }

  /** Than a list of the events: one alone has no place in time. */
  public boolean tellsMore() {
    return marks.size() > 1;
  }

  public List<Lane> lanes() {
    return List.copyOf(lanes);
  }

  public List<Mark> marks() {
    return List.copyOf(marks);
  }

  public String from() {
    return from;
  }

  public String to() {
    return to;
  }

  public int left() {
    return LEFT;
  }

  public int right() {
    return RIGHT;
  }

  public int width() {
    return RIGHT + 40;
  }

  public int height() {
    return TOP + lanes.size() * LANE + 24;
  }
}
