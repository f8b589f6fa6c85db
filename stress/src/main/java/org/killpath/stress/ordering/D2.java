package org.killpath.stress.ordering;

import org.killpath.engine.search.free.FreeRuns;
import org.killpath.stress.fork.ForkedCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * D1, with one more thing: a second packet's work stands before the flush item on the worker's
 * list. The kill handler's final drain runs it, and it faults on the same page. By then the
 * worker has taken its fatal signal, so that nothing breaks this fault: it lasts until the page
 * is served, with worker.mutex and vq[0].mutex held, and the flusher waits for it in D.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.D2.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 *
 * <p>What it showed (10,242 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * HUNG_RELEASED: worker R in vhost_transport_do_send_pkt() on user page, reported: flusher
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     upstream-killable, skip-foreign-vqs
 *     -- The drain runs the packet first, with no signal left to break its fault.
 * COMPLETED
 *     flush-only-drain, killable-datapath, no-mutex-handler
 *     -- The drain runs flush items only.
 * LOST_FLUSH: flusher D in __vhost_worker_flush() on flush completion, reported: flusher
 *     exit-without-handler
 *     -- The flush item stays on the list for ever.
 * DEADLOCK: worker D in vhost_worker_killed() on dev.mutex, reported: flusher+worker
 *     dev-mutex
 *     -- It does not come as far as the drain.
 * DEADLOCK: worker D in vhost_worker_killed() on worker.mutex, reported: flusher+worker
 *     flush-holds-mutex
 *     -- The same with the other mutex.
 * HUNG_RELEASED: flusher D in __vhost_worker_flush() on flush completion, reported: flusher
 *     kthread
 *     -- The worker sleeps in its first fault, which no signal breaks.
 * HUNG_RELEASED: worker S in vhost_transport_do_send_pkt() on user page, reported: flusher
 *     ignore-sigkill
 *     -- The second packet's fault, in the ordinary loop; its signal was taken, too.
 * }</pre>
 */
public final class D2 {
  private D2() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("D2")
  public static class Staged extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("D2");

    public Staged() {
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

  /** The same actors, and nobody waits for anybody. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("raced-D2")
  public static class Raced extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-D2");

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
