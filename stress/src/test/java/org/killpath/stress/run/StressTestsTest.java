package org.killpath.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.TestInfo;

class StressTestsTest {
  private final StressTests tests = StressTests.declared();

  @Test
  void everyTestHasTwoActorsSoThatTwoProcessorsCanRunIt() {
    assertThat(tests.anyCell().threads()).isEqualTo(2);
    assertThat(tests.others()).extracting(TestInfo::threads).containsOnly(2);
  }

  @Test
  void theDetectorHasATestThatJudgesItself() {
    assertThat(tests.others())
        .extracting(TestInfo::name)
        .containsExactly("org.killpath.stress.detector.Quiescence");
  }
}
