package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** The figure says how it was obtained. */
class HandoffCeilingTest {

  @EachKind
  void theCeilingNamesKindRingAndSampleSize(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      HandoffCeiling ceiling = HandoffCeiling.measure(carriers, 3, 5, 300);
      assertThat(ceiling.kind()).isEqualTo(kind);
      assertThat(ceiling.handoffs()).isEqualTo(302);
      assertThat(ceiling.fastestNanos()).isPositive();
      assertThat(ceiling.medianNanos()).isGreaterThanOrEqualTo(ceiling.fastestNanos());
      assertThat(ceiling.toString()).contains(kind.name(), "among 3", "median of 5 rounds of 302");
    }
  }
}
