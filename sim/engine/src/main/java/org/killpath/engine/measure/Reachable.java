package org.killpath.engine.measure;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.dpor.SourceDpor;

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
    final Set<Outcome> outcomes = new TreeSet<>(Outcome.MILDEST_FIRST);
    long executions = 0;
    long traces = 0;
    final Iterator<Ran<Subject>> search =
        Search.of(subject, new SourceDpor()).on(controlled).iterator();
    while (search.hasNext()) {
      if (executions == limit) {
        return Aim.without(Fate.SEARCH_TOO_LONG, traces);
      }
      if (stopped.getAsBoolean()) {
        return Aim.without(Fate.NOT_FINISHED, traces);
      }
      final Ran<Subject> ran = search.next();
      executions++;
      if (ran instanceof Ran.Ended<Subject> ended) {
        outcomes.add(ended.verdict().outcome());
      }
      if (!(ran instanceof Ran.Cut<Subject>)) {
        traces++;
      }
    }
    return new Aim(
        outcomes.size() > 1 ? Fate.COMPARED : Fate.ONE_OUTCOME,
        outcomes.stream().map(Target::of).toList(),
        traces);
  }
}
