package org.killpath.stress.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.campaign.file.TargetFile;
import org.killpath.lab.cell.ModelVersion;
import org.killpath.lab.table.Document;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Inspection;
import org.killpath.stress.result.SelfJudged;

/** The files that a run leaves behind. */
public final class ResultsFile {
  private static final String TITLE = "Outcomes: free, drawn, proven";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path markdown;
  private final Path html;
  private final Path json;

  /** Makes the directory, and tries its files, to fail before the run rather than after it. */
  public ResultsFile(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException unmade) {
      throw new IOException("stress.target: " + directory + ": " + Reason.of(unmade), unmade);
    }
    this.markdown = directory.resolve("outcomes.md");
    this.html = directory.resolve("outcomes.html");
    this.json = directory.resolve("outcomes.json");
    for (Path file : List.of(markdown, html, json)) {
      use(file, Optional.empty());
    }
  }

  /**
   * Writes {@code outcomes.md}, {@code outcomes.html} and {@code outcomes.json}: each in full, or it
   * is what it was.
   */
  public void write(Results results) throws IOException {
    final Document document = new WholeGrid(results).document();
    use(markdown, Optional.of("# " + TITLE + "\n\n" + document.markdown()));
    use(html, Optional.of(document.html(TITLE)));
    use(json, Optional.of(json(results)));
  }

  private static void use(Path file, Optional<String> text) throws IOException {
    try {
      final TargetFile target = TargetFile.at(file);
      if (text.isPresent()) {
        target.write(text.get());
      }
    } catch (IOException unwritten) {
      throw new IOException("stress.target: " + file + ": " + Reason.of(unwritten), unwritten);
    }
  }

  static String json(Results results) {
    final ObjectNode root = MAPPER.createObjectNode();
    root.put("model", ModelVersion.CURRENT);
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
    Rare.of(results.cells()).stream().map(Rare::words).forEach(root.putArray("rare")::add);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void cell(ObjectNode node, CellReport cell) {
    node.put("scenario", cell.cell().scenario().id());
    node.put("design", cell.cell().design().id());
    final ObjectNode free = node.putObject("free");
    free.put("worlds", cell.worlds());
    free.put("missed", cell.missed());
    counts(free.putObject("outcomes"), cell.free());
    cell.seen().forEach(free.putObject("verdicts")::put);
    cell.drawn().ifPresent(result -> {
      final ObjectNode drawn = node.putObject("drawn");
      drawn.put("strategy", result.strategy());
      drawn.put("schedules", result.schedules());
      drawn.put("missed", result.missed());
      counts(drawn.putObject("outcomes"), result.outcomes());
    });
    cell.known().proof().ifPresent(proof -> {
      final ObjectNode proven = node.putObject("proven");
      proven.put("executions", proof.executions());
      names(proven.putArray("outcomes"), proof.outcomes());
    });
    cell.known().expectation().ifPresent(expected -> {
      final ObjectNode expectation = node.putObject("expected");
      names(expectation.putArray("must"), expected.must());
      names(expectation.putArray("may"), expected.may());
    });
    names(node.putArray("rare"), cell.rare());
    names(node.putArray("outside"), cell.outside());
  }

  private static void counts(ObjectNode node, Map<Outcome, Long> counts) {
    counts.forEach((outcome, count) -> node.put(outcome.name(), count));
  }

  private static void names(ArrayNode array, Collection<Outcome> outcomes) {
    outcomes.forEach(outcome -> array.add(outcome.name()));
  }
}
