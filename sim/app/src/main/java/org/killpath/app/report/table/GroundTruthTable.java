package org.killpath.app.report.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Piece;
import org.killpath.lab.truth.Compared;
import org.killpath.lab.truth.GroundTruth;
import org.killpath.lab.truth.Measurement;
import org.killpath.lab.truth.Prediction;

/**
 * The model beside real kernels: every cell that was measured, and whether it came out the same; every
 * other cell of the orderings that were staged there, as a prediction.
 */
public final class GroundTruthTable {
  private static final String PREDICTED = "predicted";
  private static final String UNREACHABLE = "n/a";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Compared> cells;
  private final String method;
  private final Optional<String> warning;

  /**
   * A table of {@code cells}, in this order.
   *
   * @param method how the model's columns were obtained
   * @param warning something to know before reading on
   */
  public GroundTruthTable(List<Compared> cells, String method, Optional<String> warning) {
    this.cells = List.copyOf(cells);
    this.method = method;
    this.warning = warning;
  }

  public Document document() {
    return new Document().warning(warning).add(new Piece.Table(grid())).lines(notes());
  }

  /** The columns are those of {@code ground-truth.csv}; several values are joined by a bar. */
  public String csv() {
    final List<List<String>> rows = new ArrayList<>();
    for (Compared cell : cells) {
      final List<String> row = new ArrayList<>(modelColumns(cell));
      row.add(cell.measured().map(GroundTruthTable::kernels).orElse(PREDICTED));
      row.add(note(cell));
      rows.add(row);
    }
    return ResultsCsv.ofRows(GroundTruth.COLUMNS, rows);
  }

  /** A list of objects whose members are named as the columns of {@link #csv}. */
  public String json() {
    final ArrayNode all = MAPPER.createArrayNode();
    for (Compared cell : cells) {
      final ObjectNode object = all.addObject();
      final List<String> values = modelColumns(cell);
      for (int i = 0; i < values.size(); i++) {
        object.put(GroundTruth.COLUMNS.get(i), values.get(i));
      }
      object.put("kernels", cell.measured().map(GroundTruthTable::kernels).orElse(PREDICTED));
      object.put("note", note(cell));
      object.put("schedules", cell.model().schedules());
    }
    return all.toPrettyString() + "\n";
  }

  private Grid grid() {
    final List<String> header = List.of(
        "ordering", "design", "outcome", "worker", "in", "on", "holder", "reported", "kernel");
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Compared cell : cells) {
      final List<List<String>> row = new ArrayList<>();
      modelColumns(cell).forEach(value -> row.add(List.of(value)));
      row.add(List.of(cell.measured().isEmpty() ? note(cell) : kernels(cell) + ": " + note(cell)));
      rows.add(row);
    }
    return new Grid(header, rows);
  }

  private static List<String> modelColumns(Compared cell) {
    final Prediction model = cell.model();
    return List.of(
        model.scenario(),
        model.design(),
        cell.isUnreachable() ? UNREACHABLE : joined(model.outcomes()),
        joined(model.workerStates()),
        joined(model.blockedFns()),
        joined(model.blockedOns()),
        joined(model.holders()),
        joined(model.reported()));
  }

  private static String joined(Collection<String> values) {
    return String.join("|", values);
  }

  private static String kernels(Compared cell) {
    return cell.measured().map(GroundTruthTable::kernels).orElse("");
  }

  private static String kernels(Measurement row) {
    return String.join(" ", row.kernels());
  }

  private static String note(Compared cell) {
    if (cell.measured().isEmpty()) {
      return cell.isUnreachable() ? "the design cannot reach this ordering" : PREDICTED;
    }
    return cell.differences().isEmpty()
        ? "agrees"
        : "DIFFERS: " + String.join("; ", cell.differences());
  }

  private List<String> notes() {
    final long measured =
        cells.stream().filter(cell -> cell.measured().isPresent()).count();
    final long agree = cells.stream()
        .filter(cell -> cell.measured().isPresent() && cell.differences().isEmpty())
        .count();
    final long unreachable = cells.stream().filter(Compared::isUnreachable).count();
    return List.of(
        agree + " of " + measured + " measured cells agree with the real kernel in every schedule.",
        cells.size() - measured - unreachable + " cells are predictions; " + unreachable
            + " more cannot come about (" + UNREACHABLE + ").",
        method);
  }
}
