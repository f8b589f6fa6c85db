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
 *
 * <p>What it showed (7,274 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * COMPLETED
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     flush-only-drain, killable-datapath, upstream-killable, skip-foreign-vqs,
 *     no-mutex-handler, flush-holds-mutex, kthread
 *     -- No handler but one wants dev.mutex.
 * LOST_FLUSH: closer D in __vhost_worker_flush() on flush completion, reported: -
 *     exit-without-handler
 *     -- No handler detaches or drains: the last close queues a flush item that nobody will
 *        run.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on dev.mutex, reported: worker
 *     dev-mutex
 *     -- The handler wants dev.mutex first, which the holder has.
 * HUNG_SILENT: worker S in vhost_task_fn() on task, reported: -
 *     ignore-sigkill
 *     -- By design: the worker remembers the signal and lives on; the group waits for the
 *        last close.
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
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("N");

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
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-N");

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
