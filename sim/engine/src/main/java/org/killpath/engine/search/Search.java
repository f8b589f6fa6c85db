package org.killpath.engine.search;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.Strategy;

/**
 * The executions of one subject that a strategy wants, one after the other:
 *
 * <pre>{@code
 * for (Ran<S> ran : Search.of(subject, strategy).on(controlled)) { ... }
 * }</pre>
 *
 * <p>Each is run when it is asked for. The loop ends when the strategy has nothing left to try; one
 * that draws always has, so that the caller leaves the loop, or says {@link #atMost}.
 */
public final class Search<S extends Subject> {
  private final S subject;
  private final Strategy strategy;
  private final StepObserver observer;
  private final long most;

  private Search(S subject, Strategy strategy, StepObserver observer, long most) {
    this.subject = subject;
    this.strategy = strategy;
    this.observer = observer;
    this.most = most;
  }

  /** The executions of {@code subject} that {@code strategy}, which is new, wants. */
  public static <S extends Subject> Search<S> of(S subject, Strategy strategy) {
    return new Search<>(subject, strategy, StepObserver.NONE, Long.MAX_VALUE);
  }

  /** The one execution that goes on with the current task, else with the oldest that can. */
  public static <S extends Subject> Search<S> plain(S subject) {
    return of(subject, new Repeating(new int[0]));
  }

  /** The same, each step of each seen by {@code watching}. */
  public Search<S> observed(StepObserver watching) {
    return new Search<>(subject, strategy, watching, most);
  }

  /** The same, and no more than so many. */
  public Search<S> atMost(long executions) {
    return new Search<>(subject, strategy, observer, executions);
  }

  /** To be run by the calling thread; once, since a strategy serves one search. */
  public Iterable<Ran<S>> on(Controlled controlled) {
    final Runner<S> runner = new Runner<>(subject, controlled);
    return () -> new Executions(runner);
  }

  private final class Executions implements Iterator<Ran<S>> {
    private final Runner<S> runner;
    private long begun;
    private boolean ready;

    Executions(Runner<S> runner) {
      this.runner = runner;
    }

    @Override
    public boolean hasNext() {
      if (!ready && begun < most) {
        ready = strategy.begin(begun);
      }
      return ready;
    }

    @Override
    public Ran<S> next() {
      if (!hasNext()) {
        throw new NoSuchElementException(strategy.name() + " has nothing left to try");
      }
      ready = false;
      begun++;
      return runner.run(strategy, observer);
    }
  }
}
