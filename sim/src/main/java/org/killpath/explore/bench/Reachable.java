package org.killpath.explore.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.killpath.explore.ExecutionCut;
import org.killpath.explore.SourceDpor;
import org.killpath.explore.StageMissed;
import org.killpath.outcome.Outcome;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;

/**
 * Looks for every outcome that a subject can show, as exhaustive search proves; subjects with one
 * outcome, and those whose search is longer than {@code limit} executions, are left out.
 */
public record Reachable(long limit) implements Contest.Quest {
  @Override
  public List<Target> targets(Subject subject, Controlled controlled) {
    final Subject.Load load = subject.on(controlled);
    final SourceDpor search = new SourceDpor();
    final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    for (long i = 0; i < limit && search.begin(i); i++) {
      try {
        outcomes.add(load.run(search, StepObserver.NONE));
      } catch (ExecutionCut | StageMissed nothing) {
        // shows nothing
      }
    }
    return search.isComplete() && outcomes.size() > 1
        ? outcomes.stream().map(Target::of).toList()
        : List.of();
  }
}
