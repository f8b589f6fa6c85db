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
 * The worker itself sleeps on user memory: it handles a host packet, with vq[0].mutex held, and
 * the guest's buffer faults. An outsider waits in a flush, under dev.mutex, for the worker to
 * come round to its flush item. Then the owner's group is killed. The fatal signal breaks the
 * fault, and the worker goes to its kill handler with the flush item still on its list. Whoever
 * makes the handler take a lock that the flusher holds has a deadlock: the flusher waits for the
 * worker, and the worker for the flusher.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.D1.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 *
 * <p>What it showed (6,678 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * COMPLETED
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     flush-only-drain, killable-datapath, upstream-killable, skip-foreign-vqs, no-mutex-handler
 *     -- The handler runs the flush item in its drain, and so lets the flusher go.
 * LOST_FLUSH: flusher D in __vhost_worker_flush() on flush completion, reported: flusher
 *     exit-without-handler
 *     -- The flush item stays on the list for ever.
 * DEADLOCK: worker D in vhost_worker_killed() on dev.mutex, reported: flusher+worker
 *     dev-mutex
 *     -- The flusher holds dev.mutex while it waits for the worker.
 * DEADLOCK: worker D in vhost_worker_killed() on worker.mutex, reported: flusher+worker
 *     flush-holds-mutex
 *     -- The flusher holds worker.mutex while it waits for the worker.
 * HUNG_RELEASED: flusher D in __vhost_worker_flush() on flush completion, reported: flusher
 *     kthread
 *     -- The signal never reaches the worker: its fault lasts until the page is served.
 * HUNG_SILENT: worker S in vhost_task_fn() on task, reported: -
 *     ignore-sigkill
 *     -- The signal breaks the fault, the flush is served, and the worker lives on, by
 *        design.
 * }</pre>
 */
public final class D1 {
  private D1() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("D1")
  public static class Staged extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("D1");

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
  @Ordering("raced-D1")
  public static class Raced extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-D1");

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
