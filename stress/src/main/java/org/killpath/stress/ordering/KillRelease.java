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
 * The last close of the device runs while the owner's group is killed. Release stops the device,
 * flushes, and destroys the worker, and the worker is on its way through its kill handler at the
 * same time. Neither may wait for the other for ever, and nobody may touch what the other has
 * freed.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.KillRelease.Raced -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 */
public final class KillRelease {
  private KillRelease() {}

  /** Nobody waits for anybody. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("kill-release")
  public static class Raced extends Race {
    private static final FreeRuns RUNS = ForkedCell.runs("kill-release");

    public Raced() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void closer() {
      second();
    }

    @Arbiter
    public void verdict(L_Result result) {
      judge(result);
    }
  }
}
