package org.killpath.app.report.answer;

import java.util.List;
import java.util.Map;
import org.killpath.engine.judge.LockOrder;

/**
 * Which locks were taken with which held, design by design, and whether any two were taken in both
 * orders.
 *
 * @param orders by design
 * @param how over what they were collected
 */
public record LockOrderReport(Map<String, LockOrder> orders, String how) {
  public String text() {
    final StringBuilder out = new StringBuilder();
    orders.forEach((design, order) -> {
      out.append(design).append('\n');
      order.dependencies().forEach(found -> line(out, "  ", found.toString()));
      order.nestings().forEach(found -> line(out, "  nested ", found.toString()));
      final List<List<LockOrder.Dependency>> inversions = order.inversions();
      if (inversions.isEmpty()) {
        line(out, "  ", "no inversion");
      }
      for (List<LockOrder.Dependency> cycle : inversions) {
        line(out, "  ", "INVERSION");
        cycle.forEach(found -> line(out, "    ", found.toString()));
      }
      out.append('\n');
    });
    return out.append(how).append('\n').toString();
  }

  private static void line(StringBuilder out, String indent, String words) {
    out.append(indent).append(words).append('\n');
  }
}
