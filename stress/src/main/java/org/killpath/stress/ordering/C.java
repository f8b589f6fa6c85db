package org.killpath.stress.ordering;

import org.killpath.explore.FreeRuns;
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
 */
public final class C {
  private C() {}

  /** Each step waits for the state that it needs. */
  @JCStressTest
  @JCStressMeta(Verdicts.class)
  @State
  @Ordering("C")
  public static class Staged extends Race {
    private static final FreeRuns RUNS = ForkedCell.runs("C");

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
    private static final FreeRuns RUNS = ForkedCell.runs("raced-C");

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
