package org.killpath.stress.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.stress.fork.ForkedWorlds;
import org.killpath.stress.fork.Plan;
import org.killpath.stress.fork.Pulse;
import org.killpath.stress.fork.Seen;
import org.killpath.stress.fork.StallGuard;
import org.killpath.stress.result.Tally;
import org.openjdk.jcstress.infra.TestInfo;

/** Has plans carried out by forked JVMs, and counts what their worlds came to. */
final class Free {
  /** Of more cells than these the names say nothing. */
  private static final int MOST_NAMED = 6;

  private final Forks forks;
  private final TestInfo test;
  private final long seed;
  private final Path directory;
  private final Tally tally = new Tally();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final Set<String> stalled = ConcurrentHashMap.newKeySet();
  private final Set<Path> pulses = ConcurrentHashMap.newKeySet();
  private long begun;
  private volatile boolean interrupted;

  /**
   * @param seed of all delays
   * @param directory takes the plans
   */
  Free(Forks forks, TestInfo test, long seed, Path directory) throws IOException {
    this.forks = forks;
    this.test = test;
    this.seed = seed;
    this.directory = Files.createDirectories(directory);
  }

  /**
   * One round: a fork for each plan, each of which samples for so long.
   *
   * @throws UncheckedIOException if a plan cannot be written
   */
  void run(List<Plan> plans, Duration each) {
    final List<Forks.Fork> batch = new ArrayList<>();
    final List<Path> beating = new ArrayList<>();
    try {
      for (int number = 0; number < plans.size(); number++) {
        final Path plan = directory.resolve("plan-" + number + ".csv");
        final Path pulse = directory.resolve("pulse-" + number);
        plans.get(number).write(plan);
        Files.deleteIfExists(pulse);
        beating.add(pulse);
        final List<String> arguments = new ArrayList<>();
        arguments.add("-D" + ForkedWorlds.SEED + "=" + SplitMix.seedFor("fork", seed + begun++));
        arguments.add("-D" + ForkedWorlds.PLAN + "=" + plan);
        arguments.add("-D" + ForkedWorlds.PULSE + "=" + pulse);
        batch.add(new Forks.Fork(test, arguments));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pulses.addAll(beating);
    forks.runAtOnce(batch, each, Forks.Stride.SMALL, result -> {
      if (!interrupted) {
        final Path pulse = beating.get(result.number());
        pulses.remove(pulse);
        take(result, plans.get(result.number()), Pulse.read(pulse));
      }
    });
    pulses.removeAll(beating);
  }

  private void take(Forks.Result result, Plan plan, long ended) {
    result.samples().forEach((text, worlds) -> tally.add(Seen.of(text), worlds));
    result.broken().ifPresent(why -> {
      broken.add(lost(plan, ended) + why);
      why.lines()
          .map(String::strip)
          .filter(line -> line.startsWith(StallGuard.UNDER_WAY))
          .forEach(line -> stalled.add(line.substring(StallGuard.UNDER_WAY.length())));
    });
  }

  /** Nobody knows in which of its cells it broke off: jcstress tells what it counted at the end. */
  static String lost(Plan plan, long ended) {
    final Set<String> cells = plan.passes().stream()
        .flatMap(pass -> pass.shares().stream())
        .map(share -> share.cell().toString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
    final String whose = cells.size() <= MOST_NAMED
        ? String.join(", ", cells)
        : String.format(Locale.ROOT, "%,d cells", cells.size());
    return String.format(
        Locale.ROOT, "it ran %s; %,d worlds of it are not counted: ", whose, ended);
  }

  /** Nothing that comes from now on counts: JVMs may die of what interrupts this one. */
  void interrupt() {
    interrupted = true;
  }

  /** What the forks that are over counted. */
  Tally tally() {
    return tally;
  }

  /** How many worlds have ended by now, in forks that are not over too. */
  long worlds() {
    return tally.worlds() + pulses.stream().mapToLong(Pulse::read).sum();
  }

  /** How many of these are of forks that are not over, and so not in the tally. */
  long underWay() {
    return Math.max(0, worlds() - tally.worlds());
  }

  /** Why forks broke off. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** True if a fork stood still while a world of this cell was under way: not to be run again. */
  boolean isStalled(String cell) {
    return stalled.contains(cell);
  }
}
