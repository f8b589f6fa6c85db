package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.judge.LockOrder;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Piece;
import org.killpath.lab.table.Piece.Item;

/**
 * Which locks were taken with which held, design by design, and whether any two were taken in both
 * orders.
 *
 * @param orders by design
 * @param how over what they were collected
 */
public record LockOrderReport(Map<String, LockOrder> orders, String how) {
  public Document document() {
    final Document document = new Document();
    orders.forEach((design, order) ->
        document.add(new Piece.Entry(design, 2, Optional.empty(), lines(order))));
    return document.sentence(how);
  }

  private static List<Item> lines(LockOrder order) {
    final List<Item> lines = new ArrayList<>();
    order.dependencies().forEach(found -> lines.add(new Item.Line(found.toString(), 0)));
    order.nestings().forEach(found -> lines.add(new Item.Line("nested " + found, 0)));
    final List<List<LockOrder.Dependency>> inversions = order.inversions();
    if (inversions.isEmpty()) {
      lines.add(new Item.Line("no inversion", 0));
    }
    for (List<LockOrder.Dependency> cycle : inversions) {
      lines.add(new Item.Line("INVERSION", 0));
      cycle.forEach(found -> lines.add(new Item.Line(found.toString(), 1)));
    }
    return lines;
  }
}
