package org.killpath.app.report.table;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Listing;
import org.killpath.lab.table.Piece;
import org.killpath.lab.vhost.Design;

/** What there is to choose from. */
public record Catalogues(List<Scenario> scenarios, List<Design> designs, List<String> strategies) {
  public Document document() {
    return new Document()
        .add(new Piece.Table(
            orderings(),
            listing(
                "orderings",
                scenarios,
                Scenario::id,
                scenario ->
                    "(" + form(scenario) + ", " + device(scenario) + ") " + scenario.story())))
        .add(new Piece.Table(
            columns(),
            listing(
                "designs",
                designs,
                Design::id,
                design -> design.changes() + " Origin: " + design.proposedBy())))
        .add(new Piece.Names("strategies", strategies));
  }

  private static <T> Listing listing(
      String title, List<T> all, Function<T, String> id, Function<T, String> about) {
    final Listing list = new Listing().whole("", title);
    all.forEach(one -> list.whole("  ", id.apply(one)).wrapped("    ", about.apply(one)));
    return list;
  }

  private static String form(Scenario scenario) {
    return scenario.form().name().toLowerCase(Locale.ROOT);
  }

  private static String device(Scenario scenario) {
    return scenario.device().name().toLowerCase(Locale.ROOT);
  }

  private Grid orderings() {
    return new Grid(
        List.of("ordering", "form", "device", "what happens"),
        scenarios.stream()
            .map(scenario -> List.of(
                List.of(scenario.id()),
                List.of(form(scenario)),
                List.of(device(scenario)),
                List.of(scenario.story())))
            .toList());
  }

  private Grid columns() {
    return new Grid(
        List.of("design", "origin", "what it changes"),
        designs.stream()
            .map(design -> List.of(
                List.of(design.id()), List.of(design.proposedBy()), List.of(design.changes())))
            .toList());
  }
}
