package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** Which kinds work is found by trying. */
class AvailabilityTest {

  @Test
  void platformThreadsWorkEverywhere() {
    assertThat(Carriers.available()).contains(Kind.PLATFORM);
  }

  @Test
  void theBestIsTheFastestOfTheAvailable() {
    try (Carriers carriers = Carriers.best()) {
      assertThat(carriers.kind()).isEqualTo(Collections.max(Carriers.available()));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAbsentKindIsRefusedInOneLine(Kind kind) {
    if (Carriers.available().contains(kind)) {
      try (Carriers carriers = Carriers.of(kind)) {
        assertThat(carriers.kind()).isEqualTo(kind);
      }
    } else {
      assertThatThrownBy(() -> Carriers.of(kind))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith(kind + " carriers do not work here: ")
          .hasMessageNotContaining("\n");
    }
  }
}
