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
 * As in C the holder is an outsider. Before the kill a host packet is queued for the held
 * virtqueue, and the worker has gone to fetch it: it waits for vq[0].mutex in its data path, in
 * D. A worker that sleeps there never comes to its kill handler, so that no handler, however
 * clever, can help; only a data path that can be killed does.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.C2.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 *
 * <p>What it showed (13,232 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * HUNG_RELEASED: worker D in vhost_transport_do_send_pkt() on vq[0].mutex, reported: worker
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     flush-only-drain, skip-foreign-vqs, dev-mutex, flush-holds-mutex, ignore-sigkill
 *     -- The worker sleeps in its data path, and never comes to its handler.
 * COMPLETED
 *     killable-datapath, no-mutex-handler, kthread
 *     -- The wait in the data path is broken by the fatal signal, or the worker is not in the
 *        group.
 * HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker
 *     upstream-killable
 *     -- The data path lets go, and the handler runs into the same mutex.
 * LOST_FLUSH: worker D in vhost_transport_do_send_pkt() on vq[0].mutex, reported: worker
 *     exit-without-handler
 *     -- The same wait; and once the page is served the worker leaves without a word.
 * }</pre>
 */
public final class C2 {
  private C2() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("C2")
  public static class Staged extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("C2");

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
  @Ordering("raced-C2")
  public static class Raced extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-C2");

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
