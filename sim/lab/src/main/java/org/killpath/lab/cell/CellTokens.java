package org.killpath.lab.cell;

import java.util.Optional;
import java.util.function.Function;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.TokenForm;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * The replay tokens of cells: {@code kp4.raced-C.upstream.iG3k_Q8A}. That of an ordering from a file
 * has a piece of the text's digest: {@code kp4.mine~0123456789ab.upstream.iG3k_Q8A}.
 */
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
          scenario(cell.scenario(), scenarios),
          designs
              .apply(cell.design())
              .orElseThrow(() -> new BadToken(
                  "the token is for design " + cell.design() + ", which is unknown here")));
    });
  }

  private static Scenario scenario(String key, Function<String, Optional<Scenario>> scenarios) {
    final int mark = key.indexOf(Scenario.DIGEST);
    final String id = mark < 0 ? key : key.substring(0, mark);
    final Optional<Scenario> found = scenarios.apply(id);
    if (found.isEmpty()) {
      throw new BadToken("the token is for scenario " + id
          + (mark < 0
              ? ", which is unknown here"
              : ", which stands in a file of somebody's: name it with --ordering FILE"));
    }
    if (!found.get().key().equals(key)) {
      throw new BadToken("the token is for another text of " + id + ": that of the token "
          + origin(key) + ", and this one " + origin(found.get().key()));
    }
    return found.get();
  }

  private static String origin(String key) {
    final int mark = key.indexOf(Scenario.DIGEST);
    return mark < 0 ? "comes from no file" : "has a digest that begins " + key.substring(mark + 1);
  }
}
