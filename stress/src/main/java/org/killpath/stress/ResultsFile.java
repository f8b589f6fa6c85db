package org.killpath.stress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.ModelVersion;

/** The files that a run leaves behind. */
final class ResultsFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path directory;

  /** Makes the directory, to fail before the run rather than after it. */
  ResultsFile(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    if (!Files.isWritable(this.directory)) {
      throw new IOException(directory + " cannot be written to");
    }
  }

  void write(Results results) throws IOException {
    Files.writeString(directory.resolve("outcomes.md"), results.markdown(), StandardCharsets.UTF_8);
    Files.writeString(directory.resolve("outcomes.json"), json(results), StandardCharsets.UTF_8);
  }

  static String json(Results results) {
    final ObjectNode root = MAPPER.createObjectNode();
    root.put("model", ModelVersion.CURRENT);
    root.put("strategy", "free-running");
    root.put("seed", results.seed());
    results.warning().ifPresent(warning -> root.put("warning", warning));
    final ArrayNode tests = root.putArray("detector");
    for (SelfJudged test : results.selfJudged()) {
      final ObjectNode node = tests.addObject();
      node.put("test", test.name());
      node.put("samples", test.total());
      test.samples().forEach(node.putObject("results")::put);
      test.forbidden().forEach(node.putArray("forbidden")::add);
      test.broken().ifPresent(why -> node.put("failure", why));
    }
    final ArrayNode cells = root.putArray("cells");
    results.cells().forEach(cell -> cell(cells.addObject(), cell));
    final Inspection inspection = results.inspection();
    inspection.failures().forEach(root.putArray("failures")::add);
    inspection.remarks().forEach(root.putArray("remarks")::add);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void cell(ObjectNode node, StressedCell cell) {
    node.put("scenario", cell.cell().scenario().id());
    node.put("design", cell.cell().design().id());
    node.put("samples", cell.total());
    node.put("missed", cell.missed());
    final ObjectNode outcomes = node.putObject("outcomes");
    cell.outcomes().forEach((outcome, count) -> outcomes.put(outcome.name(), count));
    final ObjectNode verdicts = node.putObject("verdicts");
    cell.samples().forEach(verdicts::put);
    cell.expectation().ifPresent(expected -> {
      final ObjectNode expectation = node.putObject("expected");
      names(expectation.putArray("must"), expected.must());
      names(expectation.putArray("may"), expected.may());
    });
    cell.skipped().ifPresent(why -> node.put("skipped", why.reason()));
    cell.broken().ifPresent(why -> node.put("failure", why));
  }

  private static void names(ArrayNode array, Iterable<Outcome> outcomes) {
    outcomes.forEach(outcome -> array.add(outcome.name()));
  }
}
