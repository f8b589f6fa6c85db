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
 * An outsider asks for a flush, under dev.mutex, while the owner's group is killed and a host
 * packet is on its way; all memory is present, and nobody waits for anybody. If the kill lands
 * while the flush item is queued and not yet run, a handler that wants dev.mutex, or a flush
 * that keeps worker.mutex, closes a cycle. The window is a few operations wide: it is met in
 * part of the samples only.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.KillFlush.Raced -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 */
public final class KillFlush {
  private KillFlush() {}

  /** Nobody waits for anybody. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("kill-flush")
  public static class Raced extends Race {
    private static final FreeRuns RUNS = ForkedCell.runs("kill-flush");

    public Raced() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void flusher() {
      second();
    }

    @Arbiter
    public void verdict(L_Result result) {
      judge(result);
    }
  }
}
