package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.match.Sight;
import org.killpath.app.report.klog.KernelReport;
import org.killpath.app.report.klog.KernelVersion;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * What the model hangs in, printed in the shape of a kernel's report and read back, is recognised.
 * Silent hangs go by the lock list.
 */
class RoundTripTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private static final String UPSTREAM = "upstream";

  /** What fits each text best: designs that hang alike print the same ones, some of them often. */
  private static final Map<String, List<Match>> BEST = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> everyHungCellOfUpstreamIsAmongThoseThatFitItsOwnReportBest() {
    return tests(
        scenario -> true,
        design -> design.id().equals(UPSTREAM),
        (sight, match) -> match.scenario().equals(sight.cell().scenario().id()));
  }

  /** Designs that hang in the same way cannot be told apart: the verdict must be the same. */
  @TestFactory
  Stream<DynamicTest> theReportOfAnyOtherDesignYieldsTheVerdictThatItCameFrom() {
    return tests(
        Scenario::isStaged,
        design -> !design.id().equals(UPSTREAM),
        (sight, match) -> match.sight().cell().equals(sight.cell())
            || stuck(match.sight().evidence()).equals(stuck(sight.evidence())));
  }

  private static Stream<DynamicTest> tests(
      Predicate<Scenario> scenarios,
      Predicate<Design> designs,
      BiPredicate<Sight, Match> recognised) {
    final List<Design> columns =
        DesignCatalogue.all().designs().stream().filter(designs).toList();
    return ScenarioCatalogue.all().scenarios().stream()
        .filter(scenarios)
        .map(scenario -> DynamicTest.dynamicTest(scenario.id(), () -> {
          final List<String> failures = new ArrayList<>();
          for (Sight sight : DIAGNOSING.model().hangs(cells(scenario, columns))) {
            for (KernelVersion kernel : KernelVersion.values()) {
              failures.addAll(unrecognised(sight, kernel, recognised));
            }
          }
          assertThat(failures).isEmpty();
        }));
  }

  private static List<Cell> cells(Scenario scenario, List<Design> designs) {
    return designs.stream().map(design -> new Cell(scenario, design)).toList();
  }

  private static List<String> unrecognised(
      Sight sight, KernelVersion kernel, BiPredicate<Sight, Match> recognised) {
    if (!showsVhost(sight.evidence())) {
      return List.of();
    }
    final KernelReport report = new KernelReport(sight.evidence(), kernel);
    final List<String> failures = new ArrayList<>();
    final List<String> usual = sight.evidence().anyReported() ? report.hungTasks() : report.locks();
    failures.addAll(unrecognised(sight, kernel + " as usual", usual, recognised));
    if (sight.evidence().anyReported()) {
      failures.addAll(unrecognised(
          sight,
          kernel + " blocked",
          report.blocked(),
          (seen, match) -> recognised.test(seen, match)
              || blocked(seen.evidence()).equals(blocked(match.sight().evidence()))));
    }
    return failures;
  }

  private static List<String> unrecognised(
      Sight sight, String kind, List<String> lines, BiPredicate<Sight, Match> recognised) {
    final String text = String.join("\n", lines) + "\n";
    if (!text.contains("vhost")) {
      return List.of(); // a core dump that waits, and not a word of what for
    }
    if (BEST.computeIfAbsent(text, unread -> best(DIAGNOSING.text(unread))).stream()
        .anyMatch(match -> recognised.test(sight, match))) {
      return List.of();
    }
    final Diagnosis diagnosis = DIAGNOSING.text(text);
    return List.of(sight.cell() + " " + kind + ": " + diagnosis.summary()
        + best(diagnosis.hangs(), sight) + "\n" + text);
  }

  private static List<Match> best(Diagnosis diagnosis) {
    return diagnosis.hangs().stream()
        .flatMap(hang -> hang.orderings().stream().limit(hang.alike()))
        .toList();
  }

  /** Is there anything for a log to show: a task reported, or a worker with a lock? */
  private static boolean showsVhost(Evidence evidence) {
    return evidence.anyReported()
        || evidence.stuck().stream()
            .anyMatch(task -> task.role().startsWith("worker") && !task.locks().isEmpty());
  }

  /** What a report shows of the tasks that are stuck inside vhost: where, on what, in what state. */
  private static List<String> stuck(Evidence evidence) {
    return evidence.tasks().stream()
        .filter(task -> task.isReported() || !task.locks().isEmpty())
        .filter(task -> !task.callTrace().isEmpty() && task.operation().isPresent())
        .map(task -> isShown(task, evidence) ? place(task) : "has " + locks(task))
        .sorted()
        .toList();
  }

  /** Is more to be seen of it than its locks? */
  private static boolean isShown(TaskReport task, Evidence evidence) {
    return task.isReported()
        || task.state() == TaskState.R
        || evidence.tasks().stream()
            .anyMatch(other -> other.isReported()
                && other.operation().filter(op -> op == Op.LOCK).isPresent()
                && other.holders().contains(task.task()));
  }

  private static List<String> locks(TaskReport task) {
    return task.locks().stream()
        .map(lock -> lock.label() + " at " + lock.at().map(CFunction::name).orElse("?"))
        .toList();
  }

  /** What a list of blocked tasks shows. */
  private static List<String> blocked(Evidence evidence) {
    return evidence.tasks().stream()
        .filter(task -> task.state().shown() == 'D')
        .filter(task -> !task.callTrace().isEmpty() && task.operation().isPresent())
        .map(task -> task.function() + " " + task.operation().get())
        .sorted()
        .toList();
  }

  /** Where a running task is, a report of 6.12 does not show. */
  private static String place(TaskReport task) {
    return task.state() == TaskState.R
        ? "runs"
        : task.function() + " " + task.operation().get() + " "
            + task.waitsFor().map(TaskReport.WaitedFor::label) + " "
            + task.state().shown();
  }

  private static String best(List<DiagnosedHang> hangs, Sight sight) {
    final StringBuilder words = new StringBuilder();
    for (DiagnosedHang hang : hangs) {
      words.append("\n  fits better:");
      hang.orderings().stream()
          .limit(3)
          .forEach(match -> words.append("\n    ").append(line(match)));
      hang.orderings().stream()
          .filter(match -> match.scenario().equals(sight.cell().scenario().id())
              && match.design().equals(sight.cell().design().id()))
          .limit(1)
          .forEach(match -> words.append("\n  instead of ").append(line(match)));
    }
    return words.toString();
  }

  private static String line(Match match) {
    return match.scenario() + " x " + match.design() + " " + match.points() + " BUT "
        + match.objections() + " " + stuck(match.sight().evidence());
  }
}
