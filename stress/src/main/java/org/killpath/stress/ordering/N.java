package org.killpath.stress.ordering;

import org.killpath.explore.FreeRuns;
import org.killpath.stress.fork.ForkedCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A task sits in a vring ioctl and sleeps in the copy of the argument's first word: it has
 * dev.mutex, but has not yet taken vq.mutex. It is an outsider, and the owner's group is killed.
 * Only a handler that takes dev.mutex minds.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.N.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 */
public final class N {
  private N() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("N")
  public static class Staged extends Race {
    private static final FreeRuns RUNS = ForkedCell.runs("N");

    public Staged() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void holder() {
      second();
    }

    @Arbiter
    public void verdict(L_Result result) {
      judge(result);
    }
  }

  /** The same actors, and nobody waits for anybody. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("raced-N")
  public static class Raced extends Race {
    private static final FreeRuns RUNS = ForkedCell.runs("raced-N");

    public Raced() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void holder() {
      second();
    }

    @Arbiter
    public void verdict(L_Result result) {
      judge(result);
    }
  }
}
