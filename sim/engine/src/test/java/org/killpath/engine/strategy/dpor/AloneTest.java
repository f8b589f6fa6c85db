package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.World;

/** What a task does that is alone is not in the log; what others do after it is. */
class AloneTest {
  private static final Part NEXT = Part.later("next");
  private static final Part LAST = Part.later("last");
  private static final List<String> MAIN = each(List.of(""), "a", "b");

  /** In each part, other tasks; what they read is shown. */
  private abstract static class Parts implements Shown {
    private final StringBuilder seen = new StringBuilder();

    /** One execution of it. */
    final class Variables implements World {
      private final Kernel kernel;
      private final Shared<String> x;

      Variables(Interleaver interleaver) {
        kernel = new Kernel(interleaver);
        x = new Shared<>(kernel, "x", "-");
        seen.setLength(0);
      }

      @Override
      public Kernel kernel() {
        return kernel;
      }

      @Override
      public List<Part> laterParts(boolean completed) {
        return List.of(NEXT, LAST);
      }

      @Override
      public void begin(Part part) {
        Parts.this.begin(part, this);
      }

      /** Starts a task that writes, and sees what is there then. */
      void start(String writes, Body before) {
        kernel.start(kernel.newTask(writes, kernel.newGroup(new Mm(writes)), writes, current -> {
          before.run(current);
          x.set(current, writes);
          seen.append(x.get(current));
        }));
      }

      void start(String writes) {
        start(writes, current -> {});
      }
    }

    abstract void begin(Part part, Variables variables);

    @Override
    public String id() {
      return "parts";
    }

    @Override
    public World world(Interleaver interleaver) {
      return new Variables(interleaver);
    }

    @Override
    public String shown() {
      return seen.toString();
    }
  }

  /** Those that race in the main part are two; then one is alone. */
  private static class AloneAtLast extends Parts {
    @Override
    void begin(Part part, Variables variables) {
      if (part.isMain()) {
        variables.start("a");
        variables.start("b");
      } else if (part.equals(NEXT)) {
        variables.start("c");
      }
    }
  }

  /** The one that was alone starts another. */
  private static final class StartsAnother extends AloneAtLast {
    @Override
    void begin(Part part, Variables variables) {
      if (part.equals(NEXT)) {
        variables.start("c", current -> variables.start("d"));
      } else {
        super.begin(part, variables);
      }
    }
  }

  /** After it two race. */
  private static final class OthersFollow extends AloneAtLast {
    @Override
    void begin(Part part, Variables variables) {
      super.begin(part, variables);
      if (part.equals(LAST)) {
        variables.start("d");
        variables.start("e");
      }
    }
  }

  private static Set<String> shown(Shown program, SourceDpor dpor) {
    final Set<String> shown = new TreeSet<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Ran<Shown> ran : Search.<Shown>of(program, dpor).on(controlled)) {
        if (ran instanceof Ran.Ended<Shown>) {
          shown.add(program.shown());
        }
      }
    }
    assertThat(dpor.isComplete()).isTrue();
    return shown;
  }

  /** What two of them show that are called like that, and what another two show after it. */
  private static List<String> each(List<String> beginnings, String one, String other) {
    final List<String> all = new ArrayList<>();
    for (String beginning : beginnings) {
      for (String end : List.of(one + other, other + one, one + one, other + other)) {
        all.add(beginning + end);
      }
    }
    return all;
  }

  @Test
  void whoStaysAloneRacesWithNobody() {
    assertThat(shown(new AloneAtLast(), new SourceDpor()))
        .containsExactlyInAnyOrderElementsOf(
            MAIN.stream().map(main -> main + "c").toList());
  }

  @Test
  void whoIsStartedByOneThatWasAloneRacesWithIt() {
    assertThat(shown(new StartsAnother(), new SourceDpor()))
        .containsExactlyInAnyOrderElementsOf(each(MAIN, "c", "d"));
  }

  @Test
  void whoeverFollowsOneThatWasAloneRaces() {
    final List<String> one = MAIN.stream().map(main -> main + "c").toList();
    assertThat(shown(new OthersFollow(), new SourceDpor()))
        .containsExactlyInAnyOrderElementsOf(each(one, "d", "e"));
  }

  /** Once, as others follow: after that all is in the log. */
  @Test
  void theExecutionIsDoneOnceMore() {
    final SourceDpor stays = new SourceDpor();
    shown(new AloneAtLast(), stays);
    final SourceDpor follow = new SourceDpor();
    shown(new OthersFollow(), follow);
    assertThat(stays.cutShort()).isZero();
    assertThat(follow.cutShort()).isEqualTo(1);
  }
}
