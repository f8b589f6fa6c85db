package org.killpath.lab.measure;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ExecutionCut;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.search.StageMissed;

/**
 * Looks for every outcome that a subject can show, as exhaustive search proves.
 *
 * @param limit subjects whose search takes more executions are left out
 */
public record Reachable(long limit) implements Quest {
  private static final long LIMIT_IN_HASTE = 2000;

  @Override
  public Quest hasty() {
    return new Reachable(Math.min(limit, LIMIT_IN_HASTE));
  }

  @Override
  public Aim aim(Subject subject, Controlled controlled, BooleanSupplier stopped) {
    final Subject.Load load = subject.on(controlled);
    final SourceDpor search = new SourceDpor();
    final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    long traces = 0;
    for (long i = 0; search.begin(i); i++) {
      if (i == limit) {
        return Aim.without(Fate.SEARCH_TOO_LONG, traces);
      }
      if (stopped.getAsBoolean()) {
        return Aim.without(Fate.NOT_FINISHED, traces);
      }
      try {
        outcomes.add(load.run(search, StepObserver.NONE));
        traces++;
      } catch (StageMissed showsNothing) {
        traces++;
      } catch (ExecutionCut cut) {
        // no trace of its own
      }
    }
    return new Aim(
        outcomes.size() > 1 ? Fate.COMPARED : Fate.ONE_OUTCOME,
        outcomes.stream().map(Target::of).toList(),
        traces);
  }
}
