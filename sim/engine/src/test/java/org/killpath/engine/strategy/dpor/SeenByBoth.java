package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.program.Program;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.PreemptionBounded;
import org.killpath.engine.strategy.Strategy;

/** What the tasks of a small program see, by plain search and by the reduced one, which has to match it. */
final class SeenByBoth {
  /** What a task does, and where it writes what it sees. */
  interface Actor extends BiConsumer<Task, StringBuilder> {}

  private SeenByBoth() {}

  /** What the tasks saw, in all executions of the plain search, which the reduced one must match. */
  static Set<String> seenByBoth(Function<Kernel, List<Actor>> program) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Set<String> expected =
          seen(program, new PreemptionBounded(PreemptionBounded.UNBOUNDED), controlled);
      assertThat(seen(program, new SourceDpor(), controlled)).isEqualTo(expected);
      return expected;
    }
  }

  private static Set<String> seen(
      Function<Kernel, List<Actor>> program, Strategy strategy, Controlled controlled) {
    final List<StringBuilder> last = new ArrayList<>();
    final Program subject = new Program("blocking", tasks -> {
      last.clear();
      for (Actor actor : program.apply(tasks.kernel())) {
        final StringBuilder mine = new StringBuilder();
        last.add(mine);
        tasks.add(current -> actor.accept(current, mine));
      }
    });
    final Set<String> seen = new TreeSet<>();
    for (Ran<Program> ran : Search.of(subject, strategy).on(controlled)) {
      if (ran instanceof Ran.Ended<Program>) {
        seen.add(String.join(" ", last));
      }
    }
    return seen;
  }
}
