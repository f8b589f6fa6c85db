package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.PreemptionBounded;

/**
 * Random programs of one size, searched without reduction and with it: the reduced search shows all
 * that the other one shows, and nothing else.
 */
final class PlainlySearched {
  /** Handoffs between platform threads cost ten to fifty times as much: a third is tried there. */
  private static final int PROGRAMS =
      Carriers.available().equals(Set.of(Carriers.Kind.PLATFORM)) ? 50 : 150;

  /** Programs whose plain search is longer are left out: they would prove no more. */
  private static final int MOST_EXECUTIONS = 20_000;

  /** Makes programs of so many tasks of so many steps. */
  interface Kind {
    Shown program(long seed, int tasks, int steps);
  }

  private final Kind kind;
  private final int tasks;
  private final int steps;
  private final Set<Integer> tooLong;

  /**
   * Programs of so many tasks of so many steps.
   *
   * @param tooLong seeds of programs that are left out, for it is known that they have to be; to
   *     find that out took three quarters of the time
   */
  PlainlySearched(Kind kind, int tasks, int steps, Set<Integer> tooLong) {
    this.kind = kind;
    this.tasks = tasks;
    this.steps = steps;
    this.tooLong = tooLong;
  }

  private Shown program(int seed) {
    return kind.program(seed * 7L + tasks, tasks, steps);
  }

  /** As many programs as the build tries, or as a system property says. */
  void compare() {
    final int programs = Integer.getInteger("killpath.programs", PROGRAMS);
    int compared = 0;
    long plain = 0;
    long reduced = 0;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (int seed = Integer.getInteger("killpath.firstProgram", 0); compared < programs; seed++) {
        if (tooLong.contains(seed)) {
          continue;
        }
        final Shown program = program(seed);
        final Set<String> expected = new TreeSet<>();
        final long executions = plainly(program, controlled, expected);
        if (executions > MOST_EXECUTIONS) {
          continue;
        }
        final SourceDpor dpor = new SourceDpor();
        final Set<String> found = new TreeSet<>();
        for (Ran<Shown> ran : Search.of(program, dpor).on(controlled)) {
          if (ran instanceof Ran.Ended<Shown>) {
            found.add(program.shown());
          }
        }
        assertThat(found).as("seed %s: %s", seed, program).isEqualTo(expected);
        assertThat(dpor.executions()).isLessThanOrEqualTo(executions);
        compared++;
        plain += executions;
        reduced += dpor.executions();
      }
    }
    assertThat(reduced).as("executions, %s without reduction", plain).isLessThan(plain);
  }

  /** How many executions the plain search has; one more than the most if it is left out. */
  private static long plainly(Shown program, Controlled controlled, Set<String> shown) {
    final PreemptionBounded all = new PreemptionBounded(PreemptionBounded.UNBOUNDED);
    final Iterator<Ran<Shown>> plainly = Search.of(program, all).on(controlled).iterator();
    long executions = 0;
    for (; executions < MOST_EXECUTIONS && plainly.hasNext(); executions++) {
      plainly.next();
      shown.add(program.shown());
    }
    return all.isComplete() ? executions : MOST_EXECUTIONS + 1;
  }

  /** The seeds belong to these programs: the first of them is looked at. */
  void assertTooLong() {
    final int first = tooLong.stream().mapToInt(seed -> seed).min().orElseThrow();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      assertThat(plainly(program(first), controlled, new TreeSet<>()))
          .isGreaterThan(MOST_EXECUTIONS);
    }
  }
}
