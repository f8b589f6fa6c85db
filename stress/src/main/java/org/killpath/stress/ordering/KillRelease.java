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
 *
 * <p>What it showed (9,246 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * COMPLETED
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex (98 %),
 *     flush-only-drain, killable-datapath, upstream-killable, skip-foreign-vqs,
 *     no-mutex-handler, dev-mutex, flush-holds-mutex (66 %), kthread, ignore-sigkill
 *     -- Release and handler get past each other.
 * WARNED
 *     drop-worker-mutex (2 %)
 *     -- Release found work on the list: the handler had dropped worker.mutex before its
 *        drain.
 * LOST_FLUSH: closer D in __vhost_worker_flush() on flush completion, reported: closer
 *     exit-without-handler (5 %)
 *     -- Release, by the supervisor, flushes a worker that is gone.
 * LOST_FLUSH: owner D in __vhost_worker_flush() on flush completion, reported: owner
 *     exit-without-handler (95 %)
 *     -- Release, by the dying owner itself, flushes a worker that is gone.
 * DEADLOCK: worker D in vhost_worker_killed() on worker.mutex, reported: closer+worker
 *     flush-holds-mutex (6 %)
 *     -- Release's flush holds worker.mutex and waits for the worker.
 * DEADLOCK: worker D in vhost_worker_killed() on worker.mutex, reported: owner+worker
 *     flush-holds-mutex (28 %)
 *     -- The same in the dying owner's own last close.
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
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("kill-release");

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
