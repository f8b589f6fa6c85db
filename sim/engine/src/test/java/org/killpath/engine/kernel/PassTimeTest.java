package org.killpath.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;

class PassTimeTest {
  private final List<String> over = new ArrayList<>();

  @Test
  void allWaitsThatHadBegunAreOverAndNoneThatBeginsWithThem() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Kernel kernel = new Kernel(controlled);
      assertThat(kernel.passTime()).isFalse();
      kernel.begin(() -> {
        over.add("first");
        kernel.begin(() -> over.add("again"));
      });
      kernel.begin(() -> over.add("second"));
      assertThat(kernel.passTime()).isTrue();
      assertThat(over).containsExactly("first", "second");
      assertThat(kernel.passTime()).isTrue();
      assertThat(over).containsExactly("first", "second", "again");
      assertThat(kernel.passTime()).isFalse();
    }
  }
}
