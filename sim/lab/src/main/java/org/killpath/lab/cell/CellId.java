package org.killpath.lab.cell;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** Which cell: the ids of its ordering and its design. The key of every map of cells. */
public record CellId(String scenario, String design) {
  public static CellId of(Scenario scenario, Design design) {
    return new CellId(scenario.id(), design.id());
  }

  /** Every one of {@code scenarios} under every one of {@code designs}. */
  public static List<CellId> grid(List<String> scenarios, List<String> designs) {
    return designs.stream()
        .flatMap(design -> scenarios.stream().map(scenario -> new CellId(scenario, design)))
        .toList();
  }

  /** As in a token: {@code C.upstream}. */
  String inTokens() {
    return scenario + "." + URLEncoder.encode(design, StandardCharsets.UTF_8).replace("*", "%2A");
  }

  /** Reads what {@link #inTokens} wrote; what has no full stop is no cell, and has no design. */
  static CellId fromToken(String text) {
    final int stop = text.indexOf('.');
    return stop < 0
        ? new CellId(text, "")
        : new CellId(
            text.substring(0, stop),
            URLDecoder.decode(text.substring(stop + 1), StandardCharsets.UTF_8));
  }

  /** From what the seed of the cell is drawn. */
  String seedName() {
    return scenario + "\n" + design;
  }

  /** As in messages: {@code C x upstream}. */
  @Override
  public String toString() {
    return scenario + " x " + design;
  }
}
