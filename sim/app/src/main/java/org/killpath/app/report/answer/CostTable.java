package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;

/**
 * What everyday work costs under each design.
 *
 * @param costs by design, in the order of the table
 */
public record CostTable(Map<String, List<DataPathCost>> costs) {
  private static final String HOW =
      "Counted by the primitives, on an idle vhost-vsock device that nobody kills: mutex"
          + " acquisitions / spinlock acquisitions / other atomic read-modify-writes / RCU readers.";

  public Document document() {
    return new Document().table(grid()).sentence(HOW);
  }

  private Grid grid() {
    final List<String> header = new ArrayList<>();
    header.add("design");
    for (DataPathCost.Work work : DataPathCost.Work.values()) {
      header.add(work.title());
    }
    final List<List<List<String>>> rows = new ArrayList<>();
    costs.forEach((design, counted) -> {
      final List<List<String>> row = new ArrayList<>();
      row.add(List.of(design));
      for (DataPathCost cost : counted) {
        row.add(List.of(String.format(
            Locale.ROOT,
            "%d / %d / %d / %d",
            cost.mutexes(),
            cost.spinLocks(),
            cost.readModifyWrites(),
            cost.readers())));
      }
      rows.add(row);
    });
    return new Grid(header, rows);
  }
}
