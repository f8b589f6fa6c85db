package org.killpath.stress.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.runtime.Noise;

@Timeout(120)
class SmallWorldTest {
  @ParameterizedTest
  @EnumSource
  void everyShapeComesOutAsItWasBuiltWhoeverIsFirst(Shape shape) throws InterruptedException {
    for (boolean helped : List.of(true, false)) {
      for (int round = 0; round < 20; round++) {
        final SmallWorld world = new SmallWorld(shape, helped, Noise.NONE);
        final Thread other = new Thread(round % 2 == 0 ? world::playFirst : world::playSecond);
        other.start();
        if (round % 2 == 0) {
          world.playSecond();
        } else {
          world.playFirst();
        }
        other.join();
        assertThat(world.result()).startsWith(shape + " ").doesNotContain("FALSE", "FAILED");
      }
    }
  }
}
