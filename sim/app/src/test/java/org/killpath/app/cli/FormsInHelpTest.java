package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help of a command names the forms that it has, and no others. */
class FormsInHelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --edits",
        "table",
        "table --ground-truth",
        "explore C upstream",
        "capture",
        "answers",
        "claims",
        "costs",
        "faults",
        "lock-order",
        "letter --answer",
        "invent --smallest",
        "lacks no-sleep",
        "bench"
      })
  void whatIsOfferedForAMistakeIsInTheHelp(String command) {
    final Invocation mistaken = Invocation.of((command + " --format no-such-form").split(" ", -1));
    assertThat(mistaken.status()).isEqualTo(2);
    assertThat(mistaken.err()).contains("choose from text");
    final List<String> offered =
        Arrays.asList(mistaken.err().strip().replaceFirst(".*choose from ", "").split(", ", -1));
    assertThat(formsInHelp(command.replaceFirst(" .*", ""))).containsAll(offered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"costs", "faults", "explore C upstream", "lacks no-sleep", "capture", "bench"})
  void whatIsInTheHelpIsOffered(String command) {
    final Invocation mistaken = Invocation.of((command + " --format no-such-form").split(" ", -1));
    assertThat(mistaken.err().strip())
        .endsWith("choose from " + String.join(", ", formsInHelp(command.replaceFirst(" .*", ""))));
  }

  private static List<String> formsInHelp(String command) {
    final String help = Invocation.of(command, "--help").out().replaceAll("\\s+", " ");
    final String said = help.replaceFirst(".* --format=FORMAT (text.*?)[.] .*", "$1");
    return Arrays.asList(said.replace(" (the default)", "")
        .replace("; there is no other form", "")
        .split(", ", -1));
  }
}
