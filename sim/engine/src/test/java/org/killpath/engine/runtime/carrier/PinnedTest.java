package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** A virtual thread cannot be unmounted below a class initializer. */
class PinnedTest {
  static final ThreadLocal<Runnable> HANDOFF = new ThreadLocal<>();

  @Test
  void aCarrierThatCannotBeUnmountedSaysSoInsteadOfHanging() {
    try (Carriers carriers = ThisJvm.open(Kind.VIRTUAL_OWN)) {
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        HANDOFF.set(() -> a.switchTo(b));
        initializeAnew();
      });
      assertThatThrownBy(() -> carriers.run(a))
          .isInstanceOf(ExceptionInInitializerError.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasStackTraceContaining("class initializer");
      assertThat(new Ring(carriers, 3).run(10)).isEqualTo(32);
    }
  }

  // A hidden class, because an ordinary one is initialized once and the test may be run again.
  private static void initializeAnew() {
    try (InputStream in = PinnedTest.class.getResourceAsStream("HandsOffInItsInitializer.class")) {
      MethodHandles.lookup().defineHiddenClass(in.readAllBytes(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

/** Gives control away while it is being initialized. */
final class HandsOffInItsInitializer {
  static {
    PinnedTest.HANDOFF.get().run();
  }

  private HandsOffInItsInitializer() {}
}
