package org.killpath.stress.ordering;

import org.killpath.stress.fork.ForkedWorlds;
import org.killpath.stress.fork.Turn;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Any ordering under any design. Two tasks of each ordering race: jcstress plays these two on
 * threads of its own, side by side, and pooled threads play all others. The operating system
 * schedules them; every other world has random delays at its operations. One sample is one world,
 * and its result names the cell and what the world came to. Which cells, and how often each, is in
 * the plan that the command line of the forked JVM names; what a cell may show is for the reader of
 * all results to check, as it differs from cell to cell.
 *
 * <p>Just one cell, by jcstress's own command line:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t AnyCell -sc false -af NONE -strideSize 8 -strideCount 4 \
 *     -jvmArgs "-Dkillpath.ordering=kill-flush -Dkillpath.design=dev-mutex"
 * }</pre>
 */
@JCStressTest
@State
@Outcome(id = ".*", expect = Expect.ACCEPTABLE, desc = "Judged by the reader of all results.")
public class AnyCell {
  private static final ForkedWorlds WORLDS = ForkedWorlds.ofThisProcess();

  private final Turn turn = WORLDS.turn();

  @Actor
  public void first() {
    turn.playFirst();
  }

  @Actor
  public void second() {
    turn.playSecond();
  }

  @Arbiter
  public void verdict(L_Result result) {
    result.r1 = turn.result();
  }
}
