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
 * A task sits in a vring ioctl (VHOST_SET_VRING_CALL). It has dev.mutex and vq[0].mutex, and
 * sleeps in the copy of its argument, because nobody serves the page that the argument lies on.
 * The holder is a thread of the group that is killed, but the page belongs to a FUSE file whose
 * server has read the request: from there on no signal ends the wait. The group hangs whatever
 * the worker does, since one of its own threads does. The question is whether the worker hangs
 * with it.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.BF.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 *
 * <p>What it showed (9,938 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * HUNG_RELEASED: holder D in vhost_vring_ioctl() on user page, reported: holder
 *     trylock-backoff, assignment-lock, lock-free-detach, flush-only-drain, killable-datapath,
 *     no-mutex-handler, kthread
 *     -- The worker gets away; the group still waits for its holder.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: holder+worker
 *     upstream, drain-first, drop-worker-mutex, upstream-killable, skip-foreign-vqs,
 *     flush-holds-mutex
 *     -- The worker waits for the mutex in its handler: the group's hang takes the worker
 *        along.
 * HUNG_RELEASED: holder D in vhost_vring_ioctl() on user page, reported: holder+detach-work
 *     deferred-detach, deferred-detach-late
 *     -- The worker gets away, and the kernel work item that detaches hangs in its stead.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: holder
 *     trylock-unbounded
 *     -- The worker tries again every millisecond for ever: as stuck, but never reported.
 * LOST_FLUSH: holder D in vhost_vring_ioctl() on user page, reported: holder
 *     exit-without-handler
 *     -- The worker is gone without a word, and so the last close's flush hangs.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on dev.mutex, reported: holder+worker
 *     dev-mutex
 *     -- The worker waits for the other mutex that the holder has.
 * HUNG_RELEASED: worker S in vhost_task_fn() on task, reported: holder
 *     ignore-sigkill
 *     -- The worker has not even noticed; the group waits for both.
 * }</pre>
 */
public final class BF {
  private BF() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("BF")
  public static class Staged extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("BF");

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
  @Ordering("raced-BF")
  public static class Raced extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-BF");

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
