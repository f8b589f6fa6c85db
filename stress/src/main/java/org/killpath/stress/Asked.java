package org.killpath.stress;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;
import org.killpath.stress.result.Known;
import org.killpath.stress.result.Proofs;

/**
 * The cells that a run is asked for, and what is known of them.
 *
 * @param cells in the order of the table
 * @param own what somebody else says of designs of his own
 */
record Asked(
    List<Cell> cells, Proofs proofs, Expectations expectations, Optional<Expectations> own) {

  /**
   * Every ordering under every design, or those that {@code settings} name.
   *
   * @throws IllegalArgumentException in one line, if there is none of a name, or what is expected
   *     cannot be read
   */
  static Asked of(Settings settings) throws IOException {
    final ScenarioCatalogue orderings = ScenarioCatalogue.all();
    final DesignCatalogue columns = DesignCatalogue.all();
    final List<Scenario> scenarios = only(
        "stress.scenarios",
        settings.scenarios(),
        orderings.scenarios(),
        orderings::find,
        Scenario::id);
    final List<Design> designs =
        only("stress.designs", settings.designs(), columns.designs(), columns::find, Design::id);
    final List<Cell> cells = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      designs.forEach(design -> cells.add(new Cell(scenario, design)));
    }
    return new Asked(
        List.copyOf(cells), Proofs.load(), Expectations.load(), ownExpectations(settings));
  }

  /** Those of the catalogue in its order, then others that have a name, such as sums of edits. */
  private static <T> List<T> only(
      String key,
      List<String> names,
      List<T> all,
      Function<String, Optional<T>> find,
      Function<T, String> id) {
    if (names.isEmpty()) {
      return all;
    }
    final Map<String, T> named = new LinkedHashMap<>();
    for (String name : names) {
      final T one = find.apply(name)
          .orElseThrow(() -> new IllegalArgumentException(key + ": there is no '" + name + "'"));
      named.put(id.apply(one), one);
    }
    final List<T> chosen = new ArrayList<>();
    all.stream().filter(one -> named.remove(id.apply(one)) != null).forEach(chosen::add);
    chosen.addAll(named.values());
    return List.copyOf(chosen);
  }

  private static Optional<Expectations> ownExpectations(Settings settings) throws IOException {
    if (settings.expected().isEmpty()) {
      return Optional.empty();
    }
    try (Reader reader =
        Files.newBufferedReader(settings.expected().get(), StandardCharsets.UTF_8)) {
      return Optional.of(Expectations.read(reader));
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "stress.expected: " + settings.expected().get() + ": " + bad.getMessage(), bad);
    } catch (IOException unread) {
      throw new IOException(
          "stress.expected: " + settings.expected().get() + ": " + Reason.of(unread), unread);
    }
  }

  /** What {@code cell} may show. */
  Known known(Cell cell) {
    final Optional<Expectation> said = own.flatMap(theirs -> theirs.of(cell));
    return new Known(
        proofs.of(cell.cellId()), said.or(() -> expectations.of(cell)), said.isEmpty());
  }
}
