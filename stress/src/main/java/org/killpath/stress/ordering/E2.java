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
 * The worker sleeps on user memory, with vq[0].mutex held; a second packet's work is queued; the
 * owner's group is killed. Nobody flushes. The first fault is broken by the signal; the second
 * one, in the kill handler's final drain, is not. The worker stays in R or S, neither of which
 * the hung-task watchdog looks at: the group is never reaped, and nothing is ever reported.
 *
 * <p>Just this test, under one design:
 *
 * <pre>{@code
 * java -jar stress/target/jcstress.jar -t ordering.E2.Staged -sc false -af NONE \
 *     -strideSize 8 -strideCount 2 -jvmArgs -Dkillpath.design=dev-mutex
 * }</pre>
 *
 * <p>What it showed (6,850 samples over all designs, delays from seed 587371157):
 *
 * <pre>{@code
 * HUNG_SILENT: worker R in vhost_transport_do_send_pkt() on user page, reported: -
 *     upstream, drain-first, trylock-backoff, trylock-unbounded, deferred-detach,
 *     deferred-detach-late, assignment-lock, lock-free-detach, drop-worker-mutex,
 *     upstream-killable, skip-foreign-vqs, dev-mutex, flush-holds-mutex
 *     -- The drain's fault spins, since kill() left SIGKILL in the shared set: nobody is
 *        reported.
 * COMPLETED
 *     flush-only-drain, killable-datapath, no-mutex-handler, kthread
 *     -- The drain drops the packet, or the worker is not in the group.
 * LOST_FLUSH: closer D in __vhost_worker_flush() on flush completion, reported: -
 *     exit-without-handler
 *     -- No handler detaches or drains: the last close queues a flush item that nobody will
 *        run.
 * HUNG_SILENT: worker S in vhost_transport_do_send_pkt() on user page, reported: -
 *     ignore-sigkill
 *     -- The second fault sleeps in the ordinary loop; the watchdog does not look at S
 *        either.
 * }</pre>
 */
public final class E2 {
  private E2() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("E2")
  public static class Staged extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("E2");

    public Staged() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void host() {
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
  @Ordering("raced-E2")
  public static class Raced extends Race {
    private static final FreeRuns.PlayedRuns RUNS = ForkedCell.runs("raced-E2");

    public Raced() {
      super(RUNS);
    }

    @Actor
    public void killer() {
      first();
    }

    @Actor
    public void host() {
      second();
    }

    @Arbiter
    public void verdict(L_Result result) {
      judge(result);
    }
  }
}
