package org.killpath.app.report.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Finding;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.table.Piece.Item;

/** A verdict in words: who is stuck where, on what, and why nothing moves. */
public final class VerdictReport {
  private static final String INDENT = "  ";

  /** Some lines with a name. */
  public record Section(String title, List<String> lines) {}

  private final Verdict verdict;

  public VerdictReport(Verdict verdict) {
    this.verdict = verdict;
  }

  /** The most telling wait, in a few words; empty if nobody is stuck. */
  public Optional<String> headline() {
    return stuck().map(task -> (isAboutTheEnd() ? "at the last close: " : "") + Waits.line(task));
  }

  /** The task whose wait tells most, if the outcome is a hang. */
  public Optional<TaskReport> stuck() {
    return evidence().chain().stream()
        .findFirst()
        .filter(task -> verdict.outcome().isHang());
  }

  /** The roles that the watchdog names, joined by {@code +}, or {@code -}. */
  public String reported() {
    return evidence().reported();
  }

  /** Was the worst thing seen when all was over, rather than after the ordering itself? */
  public boolean isAboutTheEnd() {
    return verdict.atClose().isPresent()
        && verdict.findings().stream()
            .filter(finding -> finding.outcome() == verdict.outcome())
            .findFirst()
            .filter(finding -> !finding.part().isMain())
            .isPresent();
  }

  /** The world at the moment that the outcome is about. */
  public Evidence evidence() {
    return isAboutTheEnd() ? verdict.atClose().orElseThrow() : verdict.evidence();
  }

  /** Everything there is to say, in order; what does not apply is left out. */
  public List<Section> sections() {
    final List<Section> sections = new ArrayList<>();
    final Evidence evidence = evidence();
    add(sections, "stuck", evidence.stuck().stream().map(Waits::line).toList());
    add(sections, "chain", chain(evidence, verdict.outcome()));
    add(sections, "cycle", cycle(evidence));
    add(sections, "locks held", locks(evidence));
    add(sections, "call traces", callTraces(evidence));
    if (verdict.outcome().isHang()) {
      add(sections, "watchdog", List.of(watchdog(evidence)));
    }
    add(
        sections,
        "left behind",
        evidence.leftBehind().stream()
            .filter(task -> !Waits.isIdleInUserMode(task))
            .map(Waits::line)
            .toList());
    if (isAboutTheEnd()) {
      add(
          sections,
          "earlier",
          verdict.evidence().stuck().stream().map(Waits::line).toList());
    }
    verdict
        .atClose()
        .map(VerdictReport::stillThere)
        .filter(lines -> !lines.equals(stillThere(evidence)))
        .ifPresent(lines -> add(sections, "at the end", lines));
    add(
        sections,
        "findings",
        verdict.findings().stream()
            .filter(finding -> !finding.outcome().isHang() || evidence.chain().isEmpty())
            .map(VerdictReport::line)
            .toList());
    return sections;
  }

  private static void add(List<Section> sections, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      sections.add(new Section(title, lines));
    }
  }

  private static List<String> stillThere(Evidence evidence) {
    return evidence.tasks().stream()
        .filter(task -> task.operation().isPresent() && task.function().isPresent())
        .map(Waits::line)
        .toList();
  }

  /** Each task on the way from the stuck one to the cause, what it waits for, and who has that. */
  private static List<String> chain(Evidence evidence, Outcome outcome) {
    final List<String> lines = new ArrayList<>();
    for (int i = 0; i < evidence.chain().size(); i++) {
      final TaskReport task = evidence.chain().get(i);
      final String before = i == 0 ? "" : Waits.link(evidence.chain().get(i - 1));
      lines.add(INDENT.repeat(i) + before + Waits.line(task) + end(task, outcome));
    }
    return lines;
  }

  private static String end(TaskReport task, Outcome outcome) {
    if (!task.holders().isEmpty() || task.operation().isEmpty()) {
      return "";
    }
    return switch (task.operation().get()) {
      case FAULT -> ", " + Waits.upTo(outcome);
      case WAIT, WAIT_KILLABLE, LOCK, LOCK_KILLABLE, SPIN_LOCK -> ", up to nobody";
      default -> "";
    };
  }

  private static List<String> cycle(Evidence evidence) {
    final List<String> lines = new ArrayList<>();
    final List<TaskReport> cycle = evidence.cycle();
    for (int i = 0; i < cycle.size(); i++) {
      lines.add(Waits.line(cycle.get(i)) + ", " + Waits.link(cycle.get(i))
          + cycle.get((i + 1) % cycle.size()).role());
    }
    return lines;
  }

  private static List<String> locks(Evidence evidence) {
    return evidence.tasks().stream()
        .filter(task -> !task.locks().isEmpty())
        .map(task -> task.role() + " " + task.task() + ": "
            + task.locks().stream()
                .map(lock ->
                    lock.name() + lock.at().map(at -> " (" + at.name() + ")").orElse(""))
                .collect(Collectors.joining(", ")))
        .toList();
  }

  /** Of those on the chain, innermost first. */
  private static List<String> callTraces(Evidence evidence) {
    return evidence.chain().stream()
        .filter(task -> task.callTrace().size() > 1)
        .map(task -> task.role() + " " + task.task() + ": "
            + task.callTrace().stream()
                .map(function -> function.name())
                .collect(Collectors.joining(" < ")))
        .toList();
  }

  private static String watchdog(Evidence evidence) {
    final String reported = evidence.tasks().stream()
        .filter(TaskReport::isReported)
        .map(Waits::who)
        .collect(Collectors.joining(", "));
    return reported.isEmpty() ? "reports nobody: the hang is silent" : "reports " + reported;
  }

  private static String line(Finding finding) {
    return (finding.isBrokenRule() ? "rule broken" : finding.outcome()) + " (" + finding.part()
        + "): " + finding.detail();
  }

  /** The same as {@link #sections}, as parts of an entry of a document. */
  public List<Item> items() {
    return sections().stream()
        .<Item>map(section -> new Item.Labelled(section.title(), section.lines()))
        .toList();
  }
}
