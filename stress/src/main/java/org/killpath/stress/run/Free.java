package org.killpath.stress.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

  /** One round: a fork for each plan, each of which samples for so long. */
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
        pulses.remove(beating.get(result.number()));
        take(result);
      }
    });
    pulses.removeAll(beating);
  }

  private void take(Forks.Result result) {
    result.samples().forEach((text, worlds) -> tally.add(Seen.of(text), worlds));
    result.broken().ifPresent(why -> {
      broken.add(why);
      why.lines()
          .map(String::strip)
          .filter(line -> line.startsWith(StallGuard.UNDER_WAY))
          .forEach(line -> stalled.add(line.substring(StallGuard.UNDER_WAY.length())));
    });
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

  /** Why forks broke off. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** True if a fork stood still while a world of this cell was under way: not to be run again. */
  boolean isStalled(String cell) {
    return stalled.contains(cell);
  }
}
