package org.killpath.lab.invent.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.invent.SmallSpace.SPACE;
import static org.killpath.lab.invent.SmallSpace.UNTOUCHED;
import static org.killpath.lab.invent.SmallSpace.measuring;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.explore.Result;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.scenario.Scenario;

class UntouchedTest {
  /** Whatever single edit is made, somebody waits for what none touches. */
  @ParameterizedTest
  @CsvSource({"BF", "B-frozen", "B-loop", "net-zero-copy", "scsi-clear-inflight"})
  void aHangThatNoEditIsSaidToEndIsEndedByNone(String ordering) {
    final Scenario raced = ScenarioCatalogue.all().find("raced-" + ordering).orElseThrow();
    for (Edit edit : SPACE.edits()) {
      if (edit.needs().isEmpty() && edit.kind() == Edit.Kind.PROPOSAL) {
        final Result<Trial> result = measuring(1)
            .explore(List.of(new Trial(raced, SPACE.of(List.of(edit)))), "pos", 200)
            .get(0);
        assertThat(Mark.of(result, UNTOUCHED).why()).as(edit.id()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"C", "D2", "E-frozen", "K", "T-stop", "scsi-hot-plug", "scsi-S2G"})
  void aHangThatSomeEditTouchesIsNotSaidToBeUnavoidable(String ordering) {
    final Scenario scenario = ScenarioCatalogue.all().find(ordering).orElseThrow();
    final Result<Trial> result = measuring(1)
        .explore(List.of(new Trial(scenario, SPACE.of(List.of()))), "pos", 5)
        .get(0);
    final Mark mark = Mark.of(result, UNTOUCHED);
    assertThat(mark.hang()).isNotEmpty();
    assertThat(mark.unavoidable()).isEmpty();
  }
}
