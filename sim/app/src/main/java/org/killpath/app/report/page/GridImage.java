package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.lab.table.OutcomeTable;
import org.killpath.lab.table.TableCell;

/** The outcome table as a picture of its own. */
public final class GridImage {
  /** A cell: its colour, and at most two lines in it. */
  public record Square(int x, int y, String style, List<String> lines) {}

  /** The name of a row or a column. */
  public record Name(int x, int y, String text) {}

  public static final int WIDTH = 122;
  public static final int HEIGHT = 30;
  private static final int LEFT = 128;
  private static final int TOP = 98;
  private static final int GAP = 2;

  private final OutcomeTable table;

  private GridImage(OutcomeTable table) {
    this.table = table;
  }

  public static String svg(OutcomeTable table) {
    return Templates.fill("grid-image.jte", new GridImage(table));
  }

  public int width() {
    return LEFT + table.designs().size() * (WIDTH + GAP) + 70;
  }

  public int height() {
    return TOP + table.scenarios().size() * (HEIGHT + GAP) + notes().size() * 15 + 10;
  }

  public String style() {
    return Assets.gridStyle();
  }

  public String description() {
    return String.format(
        Locale.ROOT,
        "Outcome table of %d orderings and %d designs",
        table.scenarios().size(),
        table.designs().size());
  }

  public List<Name> scenarios() {
    final List<Name> names = new ArrayList<>();
    for (int row = 0; row < table.scenarios().size(); row++) {
      names.add(new Name(LEFT - 8, y(row) + 19, table.scenarios().get(row)));
    }
    return names;
  }

  public List<Name> designs() {
    final List<Name> names = new ArrayList<>();
    for (int column = 0; column < table.designs().size(); column++) {
      names.add(new Name(x(column) + 14, TOP - 8, table.designs().get(column)));
    }
    return names;
  }

  private static int x(int column) {
    return LEFT + column * (WIDTH + GAP);
  }

  private static int y(int row) {
    return TOP + row * (HEIGHT + GAP);
  }

  public List<Square> squares() {
    final List<Square> squares = new ArrayList<>();
    for (int row = 0; row < table.scenarios().size(); row++) {
      for (int column = 0; column < table.designs().size(); column++) {
        final Optional<TableCell> cell =
            table.cell(table.scenarios().get(row), table.designs().get(column));
        squares.add(new Square(
            x(column),
            y(row),
            cell.flatMap(TableCell::worst).map(EvidenceView::style).orElse("outcome-none"),
            cell.map(TableCell::lines).orElse(List.of("-")).stream().limit(2).toList()));
      }
    }
    return squares;
  }

  /** How the numbers were obtained. */
  public List<Name> notes() {
    final List<Name> notes = new ArrayList<>();
    int y = y(table.scenarios().size()) + 16;
    for (String note : table.notes()) {
      notes.add(new Name(12, y, note));
      y += 15;
    }
    return notes;
  }
}
