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
 *
 * <p>What it showed (25,931 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * COMPLETED
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     flush-only-drain, killable-datapath, upstream-killable, skip-foreign-vqs,
 *     no-mutex-handler, exit-without-handler (87 %), dev-mutex (96 %), flush-holds-mutex (97 %),
 *     kthread, ignore-sigkill (86 %)
 *     -- The worker is killed at whatever point, or never made.
 * LOST_FLUSH: closer D in __vhost_worker_flush() on flush completion, reported: -
 *     exit-without-handler (10 %)
 *     -- The worker left after it was attached.
 * LOST_FLUSH: owner-thread D in __vhost_worker_flush() on flush completion, reported: owner-thread
 *     exit-without-handler (4 %)
 *     -- It left before the flush that ends every ioctl.
 * DEADLOCK: worker D in vhost_worker_killed() on dev.mutex, reported: owner-thread+worker
 *     dev-mutex (4 %)
 *     -- The ioctl's own flush holds dev.mutex and waits for the worker.
 * DEADLOCK: worker D in vhost_worker_killed() on worker.mutex, reported: owner-thread+worker
 *     flush-holds-mutex (3 %)
 *     -- The same with worker.mutex.
 * HUNG_SILENT: worker S in vhost_task_fn() on task, reported: -
 *     ignore-sigkill (14 %)
 *     -- Only if the worker was made before the kill.
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
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("kill-set-owner");

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
