package org.killpath.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Quest;
import org.killpath.engine.measure.Spread;
import org.killpath.engine.measure.Throughput;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.StrategyProvider;

/**
 * The same programs through killpath and through Lincheck, in one JVM: killpath first, before
 * Lincheck's agent instruments what is loaded.
 */
final class SideBySide {
  private static final int SEEDS = 25;
  private static final long LIMIT = 10_000;
  private static final List<String> HUNTERS = List.of("random-walk", "pos", "dpor");

  private final Duration time;

  SideBySide(Duration time) {
    this.time = time;
  }

  /** What killpath came to on one program. */
  private record Ours(PeerProgram program, Throughput speed, List<Spread> hunts) {}

  List<String> lines() {
    final List<Ours> ours = PeerPrograms.all().stream().map(this::ours).toList();
    final List<String> lines = new ArrayList<>(List.of(
        "JDK " + Runtime.version() + ", one core. Speeds in schedules/s: killpath's over "
            + time.toMillis() / 1e3
            + " s after a warm-up as long, Lincheck's over about as long after "
            + LincheckRuns.WARM_UPS + " times that.",
        "",
        "| program | killpath | of its ceiling | operations | Lincheck | ratio"
            + " | first bug: random-walk | pos | dpor | Lincheck |",
        "|" + " --- |".repeat(10)));
    for (Ours measured : ours) {
      lines.add(line(measured));
    }
    lines.addAll(List.of(
        "",
        "- Lincheck: `runConcurrentTest`, that is its model checking. An invocation is a schedule.",
        "- First bug: schedules up to the first that fails. killpath: median of " + SEEDS
            + " seeds (quartiles); dpor and Lincheck draw nothing and always do the same. \">N\": not"
            + " within N.",
        "- A visible operation is for killpath one call of a primitive: a lock, an unlock, an access"
            + " to a shared field or list, the start of a task; another task may run before each. For"
            + " Lincheck it is each access to memory that threads share, each monitor operation, park"
            + " and unpark, start and join; a ReentrantLock is several of them. So an operation of"
            + " killpath stands for several of Lincheck, in exchange for a model of the program in"
            + " place of the program itself.",
        "- The ceiling: as many schedules as there would be if nothing but their handoffs took time,"
            + " by a bare handoff measured between slices of the sample ("
            + format("%.0f", ours.get(0).speed().nanosPerHandoff()) + " ns, carriers "
            + ours.get(0).speed().bare().get(0).kind() + ")."));
    return lines;
  }

  private static List<StrategyProvider> hunters() {
    return HUNTERS.stream()
        .map(name -> Strategies.all().find(name).orElseThrow())
        .toList();
  }

  private Ours ours(PeerProgram program) {
    final Subject subject = program.ours();
    final Throughput speed =
        Throughput.of(subject, () -> new RandomWalk(1), time, time, () -> false);
    final List<Spread> hunts = new ArrayList<>();
    if (program.faulty()) {
      new Contest(hunters(), 1, SEEDS, LIMIT, 1)
          .run(List.of(subject), Quest.FAILURE, () -> false, () -> {})
          .forEach(result -> result
              .rows()
              .forEach(row -> HUNTERS.forEach(name -> hunts.add(row.spreads().get(name)))));
    }
    return new Ours(program, speed, hunts);
  }

  private String line(Ours ours) {
    final List<String> entries = new ArrayList<>();
    final double theirs;
    if (ours.program().faulty()) {
      theirs = Double.NaN;
    } else {
      theirs = LincheckRuns.speed(ours.program(), time);
    }
    entries.add(ours.program().name());
    entries.add(format("%,.0f", ours.speed().schedulesPerSecond()));
    entries.add(format("%.0f %%", 100 * ours.speed().shareOfCeiling()));
    entries.add(format("%.0f", ours.speed().steps()));
    entries.add(Double.isNaN(theirs) ? "" : format("%,.0f", theirs));
    entries.add(
        Double.isNaN(theirs) ? "" : format("%,.0f", ours.speed().schedulesPerSecond() / theirs));
    if (ours.program().faulty()) {
      ours.hunts().forEach(spread -> entries.add(text(spread)));
      final OptionalInt found = LincheckRuns.firstBug(ours.program());
      entries.add(
          found.isPresent() ? String.valueOf(found.getAsInt()) : ">" + LincheckRuns.longestHunt());
    } else {
      entries.addAll(List.of("", "", "", ""));
    }
    return "| " + String.join(" | ", entries) + " |";
  }

  private static String text(Spread spread) {
    final String median = text(spread.median(), spread);
    return spread.seeds() == 1
        ? median
        : median + " (" + text(spread.quantile(0.25), spread) + " .. "
            + text(spread.quantile(0.75), spread) + ")";
  }

  private static String text(OptionalLong number, Spread spread) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : ">" + spread.limit();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
