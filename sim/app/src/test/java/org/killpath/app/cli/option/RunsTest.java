package org.killpath.app.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two runs told as one. */
class RunsTest {
  private static Runs run(Optional<String> warning) {
    return new Runs(List.of(), warning);
  }

  @Test
  void whicheverOfTwoRunsWasCutShortIsToldOfBoth() {
    final Runs whole = run(Optional.empty());
    final Runs cut = run(Optional.of("PARTIAL"));
    assertThat(whole.and(cut).warning()).contains("PARTIAL");
    assertThat(cut.and(whole).warning()).contains("PARTIAL");
    assertThat(whole.and(whole).warning()).isEmpty();
  }
}
