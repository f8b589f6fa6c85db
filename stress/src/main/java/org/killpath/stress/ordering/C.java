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
 * The holder is an outsider: it shares the owner's memory and files, but it is in a group of its
 * own, and nobody kills it. The owner's group is killed. A kill handler that wants the held
 * mutex waits for user memory, that is for as long as some process pleases.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.C.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 *
 * <p>What it showed (15,929 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * COMPLETED
 *     deferred-detach, deferred-detach-late, assignment-lock, lock-free-detach,
 *     flush-only-drain, killable-datapath, no-mutex-handler, kthread
 *     -- The handler takes no vq.mutex, or leaves that to somebody else, or there is none to
 *        run.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker
 *     upstream, drain-first, drop-worker-mutex, upstream-killable, skip-foreign-vqs,
 *     flush-holds-mutex
 *     -- The handler wants the held mutex, and waits in D until the page is served.
 * GAVE_UP
 *     trylock-backoff
 *     -- After 200 rounds the handler leaves the queue attached to a worker that is gone.
 * HUNG_SILENT: worker D in vhost_worker_killed() on vq[0].mutex, reported: -
 *     trylock-unbounded
 *     -- It tries for ever: shown in D, but scheduled each millisecond, so never reported.
 * LOST_FLUSH: closer D in __vhost_worker_flush() on flush completion, reported: -
 *     exit-without-handler
 *     -- No handler detaches or drains: the last close queues a flush item that nobody will
 *        run.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on dev.mutex, reported: worker
 *     dev-mutex
 *     -- The holder has dev.mutex, too.
 * HUNG_SILENT: worker S in vhost_task_fn() on task, reported: -
 *     ignore-sigkill
 *     -- By design: the worker remembers the signal and lives on; the group waits for the
 *        last close.
 * }</pre>
 */
public final class C {
  private C() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("C")
  public static class Staged extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("C");

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
  @Ordering("raced-C")
  public static class Raced extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-C");

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
