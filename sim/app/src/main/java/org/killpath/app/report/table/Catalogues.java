package org.killpath.app.report.table;

import java.util.List;
import java.util.Locale;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Words;
import org.killpath.lab.vhost.Design;

/** What there is to choose from. */
public record Catalogues(List<Scenario> scenarios, List<Design> designs, List<String> strategies) {
  private static final String INDENT = "    ";

  public String text(int width) {
    final StringBuilder out = new StringBuilder();
    out.append("orderings\n");
    for (Scenario scenario : scenarios) {
      entry(out, scenario.id(), about(scenario), width);
    }
    out.append("\ndesigns\n");
    for (Design design : designs) {
      entry(out, design.id(), design.changes() + " Proposed by: " + design.proposedBy(), width);
    }
    out.append("\nstrategies\n");
    strategies.forEach(name -> out.append("  ").append(name).append('\n'));
    return out.toString();
  }

  private static void entry(StringBuilder out, String id, String words, int width) {
    out.append("  ").append(id).append('\n');
    for (String line : Words.wrap(words, width - INDENT.length())) {
      out.append(INDENT).append(line).append('\n');
    }
  }

  private static String about(Scenario scenario) {
    return "(" + form(scenario) + ", " + device(scenario) + ") " + scenario.story();
  }

  private static String form(Scenario scenario) {
    return scenario.form().name().toLowerCase(Locale.ROOT);
  }

  private static String device(Scenario scenario) {
    return scenario.device().name().toLowerCase(Locale.ROOT);
  }

  public String markdown() {
    final Grid orderings = new Grid(
        List.of("ordering", "form", "device", "what happens"),
        scenarios.stream()
            .map(scenario -> List.of(
                List.of(scenario.id()),
                List.of(form(scenario)),
                List.of(device(scenario)),
                List.of(scenario.story())))
            .toList());
    final Grid columns = new Grid(
        List.of("design", "proposed by", "what it changes"),
        designs.stream()
            .map(design -> List.of(
                List.of(design.id()), List.of(design.proposedBy()), List.of(design.changes())))
            .toList());
    return orderings.markdown()
        + "\n"
        + columns.markdown()
        + "\nStrategies: "
        + String.join(", ", strategies)
        + ".\n";
  }
}
