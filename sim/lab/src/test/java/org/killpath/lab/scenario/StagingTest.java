package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Runner;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;

/** A staged ordering has its steps in the order that its story tells, in every schedule. */
class StagingTest {
  private static final int SCHEDULES = 40;

  private static List<List<String>> traces(String scenario) {
    final List<List<String>> traces = new ArrayList<>();
    final RandomWalk walk = new RandomWalk(3);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Runner<Cell> runner = new Runner<>(Schedules.cell(scenario, "upstream"), controlled);
      for (int i = 0; i < SCHEDULES; i++) {
        walk.begin(i);
        final List<String> trace = new ArrayList<>();
        runner.run(
            walk,
            (task, previous, blocked) -> trace.add(task.role() + " "
                + task.pendingOp().phrase() + " " + task.pendingOn().name()));
        traces.add(trace);
      }
    }
    return traces;
  }

  private static int first(List<String> trace, String start) {
    for (int i = 0; i < trace.size(); i++) {
      if (trace.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("nothing begins with \"" + start + "\" in " + trace);
  }

  private static int last(List<String> trace, String start) {
    for (int i = trace.size() - 1; i >= 0; i--) {
      if (trace.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("nothing begins with \"" + start + "\" in " + trace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"B", "BF", "C", "C2", "F"})
  void theKillComesWhenTheHolderIsInItsCopyUnderVqMutex(String scenario) {
    for (List<String> trace : traces(scenario)) {
      assertThat(first(trace, "killer signals"))
          .isGreaterThan(first(trace, "holder locks vq[0].mutex"));
      assertThat(first(trace, "holder copies to or from user page"))
          .isBetween(first(trace, "holder locks vq[0].mutex"), first(trace, "killer signals"));
    }
  }

  @Test
  void withTheFaultOnTheFirstWordTheHolderNeverGetsToVqMutexBeforeTheKill() {
    for (List<String> trace : traces("N")) {
      assertThat(first(trace, "killer signals"))
          .isBetween(
              first(trace, "holder locks dev.mutex"), first(trace, "holder locks vq[0].mutex"));
    }
  }

  @Test
  void theHandledSignalIsPendingBeforeTheKill() {
    for (List<String> trace : traces("F")) {
      assertThat(first(trace, "signaller signals")).isLessThan(first(trace, "killer signals"));
    }
  }

  @Test
  void theSecondPacketsWorkIsQueuedBeforeTheFlushItem() {
    for (List<String> trace : traces("D2")) {
      final int second = last(trace, "host adds to worker[0].work_list");
      assertThat(second).isGreaterThan(first(trace, "host adds to worker[0].work_list"));
      assertThat(first(trace, "flusher adds to worker[0].work_list")).isGreaterThan(second);
      assertThat(first(trace, "killer signals"))
          .isGreaterThan(first(trace, "flusher adds to worker[0].work_list"));
    }
  }

  @Test
  void inD1OnlyTheFlushItemIsQueuedWhenTheKillComes() {
    for (List<String> trace : traces("D1")) {
      assertThat(first(trace, "host adds to worker[0].work_list"))
          .isEqualTo(last(trace, "host adds to worker[0].work_list"));
      assertThat(first(trace, "killer signals"))
          .isGreaterThan(first(trace, "flusher adds to worker[0].work_list"));
    }
  }
}
