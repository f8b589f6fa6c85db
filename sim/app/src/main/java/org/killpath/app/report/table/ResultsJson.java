package org.killpath.app.report.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.app.report.text.Json;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.cell.ModelVersion;

/** Results as JSON. */
public final class ResultsJson {
  private ResultsJson() {}

  /** All cells with everything that is known of them. */
  public static String ofCells(
      List<Result<Cell>> results, Expectations expectations, Optional<String> warning) {
    final ObjectNode root = Json.object();
    root.put("model", ModelVersion.CURRENT);
    warning.ifPresent(words -> root.put("warning", words));
    final ArrayNode cells = root.putArray("cells");
    for (Result<Cell> result : results) {
      cell(cells.addObject(), result, expectations);
    }
    return Json.text(root);
  }

  private static void cell(ObjectNode cell, Result<Cell> result, Expectations expectations) {
    cell.put("scenario", result.subject().scenario().id());
    cell.put("design", result.subject().design().id());
    cell.put(
        "outcome",
        result.worst().map(Outcome::name).orElse(result.isUnreachable() ? "n/a" : "not run"));
    cell.put("coverage", result.coverage().name().toLowerCase(Locale.ROOT));
    cell.put("method", result.method());
    cell.put("strategy", result.strategy());
    cell.put("seed", result.seed());
    cell.put("schedules", result.schedules());
    cell.put("missed", result.missed());
    cell.put("cut", result.cut());
    final ObjectNode outcomes = cell.putObject("outcomes");
    result.outcomes().forEach((outcome, count) -> outcomes.put(outcome.name(), count));
    result.failure().ifPresent(failure -> cell.put("failure", failure));
    final Optional<Expectation> expectation = expectations.of(result.subject());
    expectation.ifPresent(expected -> {
      final ObjectNode node = cell.putObject("expected");
      names(node.putArray("must"), expected.must());
      names(node.putArray("may"), expected.may());
    });
    expectation
        .flatMap(expected -> expected.objection(result))
        .ifPresent(why -> cell.put("objection", why));
    final ArrayNode verdicts = cell.putArray("verdicts");
    for (Sighting<Cell> sighting : result.sightings()) {
      final ObjectNode node = verdicts.addObject();
      node.put("count", sighting.count());
      node.put("first", sighting.first());
      node.put("token", sighting.token());
      node.put("handoffs", sighting.handoffs());
      verdict(node, sighting.verdict());
    }
  }

  private static void names(ArrayNode array, Iterable<Outcome> outcomes) {
    outcomes.forEach(outcome -> array.add(outcome.name()));
  }

  /** One execution that was replayed, and its trace if there is one. */
  public static String ofReplay(
      Schedule<Cell> schedule, String token, Verdict verdict, Optional<Trace> trace) {
    final ObjectNode root = Json.object();
    root.put("model", ModelVersion.CURRENT);
    root.put("scenario", schedule.subject().scenario().id());
    root.put("design", schedule.subject().design().id());
    root.put("token", token);
    verdict(root, verdict);
    trace.ifPresent(steps -> steps(root.putArray("steps"), steps));
    return Json.text(root);
  }

  private static void verdict(ObjectNode node, Verdict verdict) {
    node.put("outcome", verdict.outcome().name());
    final VerdictReport report = new VerdictReport(verdict);
    node.put("reported", report.reported());
    report.headline().ifPresent(words -> node.put("headline", words));
    report.stuck().ifPresent(task -> task(node.putObject("stuck"), task));
    final ObjectNode sections = node.putObject("report");
    for (VerdictReport.Section section : report.sections()) {
      final ArrayNode lines = sections.putArray(section.title());
      section.lines().forEach(line -> lines.add(line.strip()));
    }
  }

  private static void task(ObjectNode node, TaskReport task) {
    node.put("role", task.role());
    node.put("task", task.task());
    node.put("state", String.valueOf(task.state().shown()));
    task.function().ifPresent(function -> node.put("function", function.name()));
    task.waitsFor().ifPresent(on -> node.put("on", on.name()));
    final ArrayNode holders = node.putArray("holders");
    task.holders().forEach(holders::add);
    final ArrayNode locks = node.putArray("locks");
    task.locks().forEach(lock -> locks.add(lock.name()));
  }

  private static void steps(ArrayNode steps, Trace trace) {
    for (Trace.Step step : trace.steps()) {
      final ObjectNode node = steps.addObject();
      node.put("step", step.number());
      node.put("phase", step.part().title());
      node.put("role", step.actor().role());
      node.put("task", step.actor().task());
      step.function().ifPresent(function -> node.put("function", function.name()));
      node.put("operation", step.what());
      step.switched().ifPresent(change -> node.put("switch", change.text()));
      if (!step.complaints().isEmpty()) {
        step.complaints().forEach(node.putArray("complaints")::add);
      }
    }
  }
}
