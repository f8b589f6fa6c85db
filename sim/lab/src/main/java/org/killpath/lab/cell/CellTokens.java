package org.killpath.lab.cell;

import java.util.Optional;
import java.util.function.Function;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.TokenForm;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** The replay tokens of cells: {@code kp2.raced-C.upstream.iG3k_Q8A}. */
public final class CellTokens {
  static final TokenForm FORM = new TokenForm("kp", ModelVersion.CURRENT, "SCENARIO.DESIGN");

  private CellTokens() {}

  /**
   * Reads a token.
   *
   * @throws BadToken if it is damaged, of another version, or names what nobody knows here
   */
  public static Token<Cell> parse(
      String text,
      Function<String, Optional<Scenario>> scenarios,
      Function<String, Optional<Design>> designs) {
    return FORM.parse(text, id -> {
      final CellId cell = CellId.fromToken(id);
      return new Cell(
          scenarios
              .apply(cell.scenario())
              .orElseThrow(() -> new BadToken(
                  "the token is for scenario " + cell.scenario() + ", which is unknown here")),
          designs
              .apply(cell.design())
              .orElseThrow(() -> new BadToken(
                  "the token is for design " + cell.design() + ", which is unknown here")));
    });
  }
}
