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
 * A thread of the owner's group calls VHOST_SET_OWNER, which creates the worker, while the group
 * is killed. The worker can be killed before it has run once, before it is in the device's
 * table, or between its two attachments; or it is not created, because a signal is pending at
 * its creator.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.KillSetOwner.Raced -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 */
public final class KillSetOwner {
  private KillSetOwner() {}

  /** Nobody waits for anybody. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("kill-set-owner")
  public static class Raced extends Race {
    private static final FreeRuns RUNS = ForkedCell.runs("kill-set-owner");

    public Raced() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void ownerThread() {
      second();
    }

    @Arbiter
    public void verdict(L_Result result) {
      judge(result);
    }
  }
}
