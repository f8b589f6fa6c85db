package org.killpath.stress.detector;

import java.util.concurrent.ThreadLocalRandom;
import org.killpath.engine.runtime.Noise;
import org.killpath.stress.fork.StallGuard;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Is the world stuck? jcstress cannot say, and a time-out only guesses. The free-running interleaver
 * finds it out exactly, at the moment the last task blocks or ends; every verdict of the other tests
 * rests on that. So here it is put to the test: in each sample a small world of two tasks is drawn, and
 * a coin decides whether somebody in it completes, unlocks, wakes, serves or kills. By that, its end is
 * known before it begins.
 *
 * <ul>
 *   <li>A false alarm: the world is said to be quiescent, and a task that is bound to end has not
 *       ended, or one that is bound to be stuck is not blocked. The sample's result says so, and is
 *       forbidden.
 *   <li>A miss: nobody says anything. The actors then never return; {@link StallGuard} ends the
 *       JVM, with the stacks of all threads, which fails the run.
 * </ul>
 *
 * <p>A world that was stuck is then released by a task from outside, on the thread of the task that
 * blocked last, and must be found quiescent once more, now with everybody at the end. One sample in four
 * has delays at random operations.
 *
 * <p>Just this test:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t detector.Quiescence -sc false -af NONE
 * }</pre>
 */
@JCStressTest
@State
@Outcome(
    id = ".* runs to its end",
    expect = Expect.ACCEPTABLE,
    desc = "not stuck, and said so at its end")
@Outcome(
    id = ".* stuck, and released",
    expect = Expect.ACCEPTABLE,
    desc = "stuck as built; released from outside, it ran to its end")
@Outcome(
    id = ".* stuck for ever",
    expect = Expect.ACCEPTABLE,
    desc = "stuck as built, and nothing can help")
@Outcome(expect = Expect.FORBIDDEN, desc = "a false alarm or a miss")
public class Quiescence {
  private static final Shape[] SHAPES = Shape.values();
  private static final StallGuard GUARD = new StallGuard();

  private final SmallWorld world = build(ThreadLocalRandom.current());

  private static SmallWorld build(ThreadLocalRandom coin) {
    final Noise noise = coin.nextInt(4) == 0 ? new Noise(coin.nextLong(), 32, 200) : Noise.NONE;
    return new SmallWorld(SHAPES[coin.nextInt(SHAPES.length)], coin.nextBoolean(), noise);
  }

  @Actor
  public void first() {
    world.playFirst();
  }

  @Actor
  public void second() {
    world.playSecond();
  }

  @Arbiter
  public void verdict(L_Result r) {
    r.r1 = world.result();
    GUARD.ended();
  }
}
