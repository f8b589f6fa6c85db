package org.killpath.app.report.answer;

import java.util.List;
import org.killpath.lab.invent.Need;
import org.killpath.lab.table.Piece;

/** What an edit of a set changes, and what happens without it. */
record NeedItems(Need need) {
  /** With the name of the edit, where several stand on one card. */
  List<Piece.Item> named() {
    return items(need.edit().id() + ": ");
  }

  /** Without it, below a title that names it. */
  List<Piece.Item> below() {
    return items("");
  }

  private List<Piece.Item> items(String name) {
    return List.of(
        new Piece.Item.Remark(name + need.edit().changes() + " Changes "
            + String.join(", ", need.edit().functions()) + ". Origin: "
            + need.edit().proposedBy() + "."),
        without());
  }

  private Piece.Item without() {
    return switch (need.finding()) {
      case WORSE -> new Piece.Item.Token(need.words(), "without it");
      case NO_DESIGN ->
        new Piece.Item.Remark("Without it the set is no design: " + need.words() + ".");
      case NOTHING_WORSE -> new Piece.Item.Remark("Without it nothing worse was seen.");
      case NOT_MEASURED ->
        new Piece.Item.Remark("Without it: not measured to its end, the search was over before.");
    };
  }
}
