package org.killpath.lab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellTokens;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.yaml.ScriptFile;
import org.killpath.lab.scenario.Scenario;

/** The list of the orderings says what their files say, and files of others are told from them. */
class OwnOrderingsTest {
  private static final String MINE = """
      ordering: mine
      device: vsock
      form: staged
      story: something happens
      actors: [killer, host]
      tasks:
        - task: host
          group: apart
          steps: [send: packet]
        - task: killer
          group: apart
          steps:
            - wait: {task: host, exited: true}
            - kill: {group: owner}
      """;

  private static OrderingScript mine(String text) {
    return ScriptFile.read("my.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theListSaysWhatTheFilesSay() throws IOException {
    final List<String> lines = new ArrayList<>();
    for (OwnOrderings.Listed listed : OwnOrderings.all()) {
      final OrderingScript script = listed.get();
      assertThat(script.id()).isEqualTo(listed.id());
      lines.add(OwnOrderings.Listed.line(script.device().name().toLowerCase(Locale.ROOT), script));
    }
    final Path written = Path.of("target", "catalogue.txt");
    Files.write(written, lines);
    try (InputStream stream = OrderingScript.class.getResourceAsStream("catalogue.txt")) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines())
          .as("if a file was to change, replace the list by %s", written)
          .containsExactlyElementsOf(lines);
    }
  }

  @Test
  void everyFileIsInTheList() throws Exception {
    final Path folder =
        Path.of(OrderingScript.class.getResource("catalogue.txt").toURI()).getParent();
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
          .hasSameSizeAs(OwnOrderings.all());
    }
  }

  @Test
  void anOrderingOfAFileComesWithItsTwinBehindTheOthers() {
    final ScenarioCatalogue catalogue = ScenarioCatalogue.all().with(mine(MINE));
    final List<Scenario> all = catalogue.scenarios();
    assertThat(all.subList(all.size() - 2, all.size()))
        .extracting(Scenario::id)
        .containsExactly("mine", "raced-mine");
    assertThat(all.get(all.size() - 1).isStaged()).isFalse();
  }

  @Test
  void anIdThatIsTakenIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> ScenarioCatalogue.all().with(mine(MINE.replace("mine", "kill-flush"))))
        .isInstanceOf(BadScript.class)
        .hasMessage("my.yaml:1:11: found the id kill-flush, which another ordering has;"
            + " expected one that is free");
  }

  @Test
  void theTokenOfAFilesOrderingFitsThatTextAlone() {
    final Scenario scenario = ScenarioCatalogue.of(mine(MINE)).get(0);
    final String token = Token.of(new Schedule<>(new Cell(scenario, new Upstream()), new int[0], 5))
        .text();
    assertThat(token).matches("kp\\d+\\.mine~[0-9a-f]{12}\\.upstream\\.[A-Za-z0-9_-]+");
    assertThat(parsed(token, MINE).schedule().subject().scenario().id()).isEqualTo("mine");
    assertThatThrownBy(() -> parsed(token, MINE + "# changed\n"))
        .message()
        .matches("the token is for another text of mine: that of the token has a digest that begins"
            + " [0-9a-f]{12}, and this one has a digest that begins [0-9a-f]{12}");
    assertThatThrownBy(() ->
            CellTokens.parse(token, ScenarioCatalogue.all()::find, DesignCatalogue.all()::find))
        .hasMessage("the token is for scenario mine, which stands in a file of somebody's: name it"
            + " with --ordering FILE");
  }

  private static Token<Cell> parsed(String token, String text) {
    return CellTokens.parse(
        token, ScenarioCatalogue.all().with(mine(text))::find, DesignCatalogue.all()::find);
  }
}
