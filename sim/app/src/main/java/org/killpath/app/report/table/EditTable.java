package org.killpath.app.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.vhost.Design;

/**
 * The edits of the space, as they are.
 *
 * @param costs counts what everyday work costs under a design
 */
public record EditTable(DesignSpace space, Function<Design, List<DataPathCost>> costs) {
  private static final String HOW = "Costs are counted by the primitives, on an idle vhost-vsock"
      + " device that nobody kills: what a host packet, a guest kick, a flush and a vring ioctl take together, more"
      + " than under upstream: mutexes / spinlocks / other atomic read-modify-writes / readers.";

  public Document document() {
    return new Document().table(grid()).paragraph(HOW);
  }

  private Grid grid() {
    final int[] upstream = counts(space.named("upstream").orElseThrow());
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Edit edit : space.edits()) {
      rows.add(List.of(
          List.of(edit.id()),
          List.of(edit.changes()),
          List.of(String.join(", ", edit.functions())),
          List.of(conditions(edit)),
          List.of(more(counts(with(edit)), upstream)),
          List.of(edit.proposedBy())));
    }
    return new Grid(
        List.of("edit", "what changes", "C functions", "needs, excludes", "costs", "origin"), rows);
  }

  /** Alone, or with the first of what it needs. */
  private EditedDesign with(Edit edit) {
    return edit.needs().stream()
        .sorted()
        .findFirst()
        .map(needed -> space.parse(edit.id() + DesignSpace.PLUS + needed))
        .orElseGet(() -> space.of(List.of(edit)));
  }

  private String conditions(Edit edit) {
    final String needs = edit.needs().isEmpty()
        ? ""
        : "needs " + String.join(" or ", edit.needs().stream().sorted().toList()) + "; ";
    final List<String> excluded = space.edits().stream()
        .filter(other -> !other.equals(edit) && !edit.clashWith(other).isEmpty())
        .map(Edit::id)
        .toList();
    return needs + (excluded.isEmpty() ? "-" : "excludes " + String.join(", ", excluded));
  }

  private int[] counts(Design design) {
    final int[] sum = new int[4];
    for (DataPathCost cost : costs.apply(design)) {
      sum[0] += cost.mutexes();
      sum[1] += cost.spinLocks();
      sum[2] += cost.readModifyWrites();
      sum[3] += cost.readers();
    }
    return sum;
  }

  private static String more(int[] counts, int[] upstream) {
    return String.format(
        Locale.ROOT,
        "%+d / %+d / %+d / %+d",
        counts[0] - upstream[0],
        counts[1] - upstream[1],
        counts[2] - upstream[2],
        counts[3] - upstream[3]);
  }
}
