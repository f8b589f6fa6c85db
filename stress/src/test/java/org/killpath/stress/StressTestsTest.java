package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.openjdk.jcstress.infra.TestInfo;

class StressTestsTest {
  private final StressTests tests = StressTests.declared();

  @Test
  void everyOrderingOfTheGroundTruthHasATest() {
    assertThat(tests.scenarios())
        .contains("B", "BF", "C", "C2", "D1", "D2", "E2", "F", "N", "A")
        .contains("kill-flush", "kill-set-owner", "kill-release");
  }

  @Test
  void everyTestRunsAScenarioThatExists() {
    assertThat(tests.scenarios())
        .allSatisfy(id -> assertThat(ScenarioCatalogue.all().find(id)).isPresent());
  }

  @Test
  void everyTestHasTwoActorsSoThatTwoProcessorsCanRunIt() {
    for (String scenario : tests.scenarios()) {
      assertThat(tests.of(scenario).map(TestInfo::threads)).contains(2);
    }
    assertThat(tests.others()).extracting(TestInfo::threads).containsOnly(2);
  }

  @Test
  void theDetectorHasATestThatJudgesItself() {
    assertThat(tests.others())
        .extracting(TestInfo::name)
        .containsExactly("org.killpath.stress.detector.Quiescence");
  }
}
