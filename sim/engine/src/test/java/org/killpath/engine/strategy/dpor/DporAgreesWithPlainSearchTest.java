package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.PreemptionBounded;

/** The reduced search shows all that the search without reduction shows, and nothing else. */
class DporAgreesWithPlainSearchTest {
  /** Handoffs between platform threads cost ten to fifty times as much: a third is tried there. */
  private static final int PROGRAMS =
      Carriers.available().equals(Set.of(Carriers.Kind.PLATFORM)) ? 50 : 150;

  /** Programs whose plain search is longer are left out: they would prove no more. */
  private static final int MOST_EXECUTIONS = 20_000;

  private static Controlled controlled;

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  @Test
  void onRandomProgramsOfTwoTasksOverEveryPrimitive() {
    compare(2, 5, Integer.getInteger("killpath.programs", PROGRAMS));
  }

  @Test
  void onRandomProgramsOfThreeTasksOverEveryPrimitive() {
    compare(3, 3, Integer.getInteger("killpath.programs", PROGRAMS));
  }

  @Test
  void onRandomProgramsOfFourTasksOverEveryPrimitive() {
    compare(4, 2, Integer.getInteger("killpath.programs", PROGRAMS));
  }

  private static void compare(int tasks, int steps, int programs) {
    int compared = 0;
    long plain = 0;
    long reduced = 0;
    for (int seed = Integer.getInteger("killpath.firstProgram", 0); compared < programs; seed++) {
      final RandomProgram program = new RandomProgram(seed * 7L + tasks, tasks, steps);
      final PreemptionBounded all = new PreemptionBounded(PreemptionBounded.UNBOUNDED);
      final TreeSet<String> expected = new TreeSet<>();
      long executions = 0;
      final Iterator<Ran<RandomProgram>> plainly =
          Search.of(program, all).on(controlled).iterator();
      for (; executions < MOST_EXECUTIONS && plainly.hasNext(); executions++) {
        plainly.next();
        expected.add(program.shown());
      }
      if (!all.isComplete()) {
        continue;
      }
      final SourceDpor dpor = new SourceDpor();
      final TreeSet<String> found = new TreeSet<>();
      for (Ran<RandomProgram> ran : Search.of(program, dpor).on(controlled)) {
        if (ran instanceof Ran.Ended<RandomProgram>) {
          found.add(program.shown());
        }
      }
      assertThat(found).as("seed %s: %s", seed, program).isEqualTo(expected);
      assertThat(dpor.executions()).isLessThanOrEqualTo(executions);
      compared++;
      plain += executions;
      reduced += dpor.executions();
    }
    assertThat(reduced).as("executions, %s without reduction", plain).isLessThan(plain);
  }
}
