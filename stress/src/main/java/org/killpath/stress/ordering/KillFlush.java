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
 *
 * <p>What it showed (19,152 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * COMPLETED
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     flush-only-drain, killable-datapath, upstream-killable, skip-foreign-vqs,
 *     no-mutex-handler, dev-mutex (79 %), flush-holds-mutex (75 %), kthread
 *     -- The item was run before the kill, or in the drain, or the flush found the worker
 *        killed.
 * LOST_FLUSH: closer D in __vhost_worker_flush() on flush completion, reported: -
 *     exit-without-handler (21 %)
 *     -- The flush came first; the last close's flush hangs.
 * LOST_FLUSH: flusher D in __vhost_worker_flush() on flush completion, reported: flusher
 *     exit-without-handler (79 %)
 *     -- The worker left with the flush item on its list.
 * DEADLOCK: worker D in vhost_worker_killed() on dev.mutex, reported: flusher+worker
 *     dev-mutex (21 %)
 *     -- The kill landed while the flush item was queued, with dev.mutex held.
 * DEADLOCK: worker D in vhost_worker_killed() on worker.mutex, reported: flusher+worker
 *     flush-holds-mutex (25 %)
 *     -- The same with worker.mutex.
 * HUNG_SILENT: worker S in vhost_task_fn() on task, reported: -
 *     ignore-sigkill
 *     -- By design: the worker remembers the signal and lives on; the group waits for the
 *        last close.
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
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("kill-flush");

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
