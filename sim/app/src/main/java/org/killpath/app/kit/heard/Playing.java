package org.killpath.app.kit.heard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One ordering while what was said of it is read. */
final class Playing {
  private static final int MOST_TASKS = 200;

  private final PlayerLine begin;
  private final String kernel;
  private final List<SeenTask> tasks = new ArrayList<>();
  private final List<SeenTask> later = new ArrayList<>();
  private final Set<String> reported = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private String workers = "none";
  private Optional<Boolean> completed = Optional.empty();
  private Optional<Boolean> released = Optional.empty();
  private String releasedBy = "served";
  private Optional<String> broken = Optional.empty();

  Playing(PlayerLine begin, String kernel) {
    this.begin = begin;
    this.kernel = kernel;
  }

  String id() {
    return begin.value("ordering").orElse("?");
  }

  void take(PlayerLine line) {
    final String phase = line.value("phase").orElse("");
    switch (line.kind()) {
      case "workers" -> workers = line.value("kind").orElse("none");
      case "task" -> seen(phase, SeenTask.of(line));
      case "over" -> over(phase, line.isOne("completed"));
      case "reported" -> line.value("role").ifPresent(reported::add);
      case "warned" -> warnings.add(phase + ": " + line.value("text").orElse("?"));
      case "missed" ->
        broken = Optional.of("never " + line.value("state").orElse("reached") + " at "
            + line.value("at").orElse("an unknown step"));
      case "failed" ->
        broken = broken.or(() -> Optional.of(line.value("what").orElse("something") + " failed"
            + line.number("error").map(error -> ", error " + -error).orElse("")));
      default -> {}
    }
  }

  private void seen(String phase, SeenTask task) {
    final List<SeenTask> where = phase.equals("ordering") ? tasks : later;
    if (where.size() < MOST_TASKS) {
      where.add(task);
    }
  }

  private void over(String phase, boolean complete) {
    switch (phase) {
      case "ordering" -> completed = Optional.of(complete);
      case "served", "gone-on" -> {
        released = Optional.of(complete);
        releasedBy = phase;
      }
      case "last-close" -> {
        if (!complete) {
          warnings.add("last-close: hung");
        }
      }
      default -> {}
    }
  }

  /** All that was said, if its end was said too. */
  Played end(PlayerLine end) {
    final boolean played = end.value("how").filter("played"::equals).isPresent();
    if (!played && broken.isEmpty()) {
      broken = Optional.of(end.value("how").orElse("not played"));
    }
    return played(
        completed.isPresent() ? broken : broken.or(() -> Optional.of("nothing was seen")));
  }

  Played cut() {
    return played(Optional.of("the log ends before the ordering does"));
  }

  private Played played(Optional<String> why) {
    return new Played(
        id(),
        begin.value("digest").orElse(""),
        begin.number("round").orElse(1L).intValue(),
        kernel,
        workers,
        completed,
        released,
        releasedBy.equals("gone-on"),
        tasks,
        later,
        reported,
        warnings,
        why);
  }
}
