package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** A body may end by any exception: the driver is told, and the carrier goes on. */
class FailingBodyTest {

  @EachKind
  void whatABodyThrowsComesOutOfRun(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      AssertionError thrown = new AssertionError("from b");
      a.assign(() -> a.finish(b));
      b.assign(() -> {
        throw thrown;
      });
      assertThatThrownBy(() -> carriers.run(a)).isSameAs(thrown);
    }
  }

  @EachKind
  void anUndeclaredCheckedExceptionKeepsItsType(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      Carrier a = carriers.take();
      IOException thrown = new IOException("undeclared");
      a.assign(() -> FailingBodyTest.<RuntimeException>raise(thrown));
      assertThatThrownBy(() -> carriers.run(a)).isSameAs(thrown);
    }
  }

  @EachKind
  void aFailedBodyNamesNoSuccessor(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      boolean[] reached = {false};
      Carrier a = carriers.take();
      Carrier b = carriers.take();
      a.assign(() -> {
        a.finish(b);
        throw new IllegalArgumentException("after finish");
      });
      b.assign(() -> reached[0] = true);
      assertThatThrownBy(() -> carriers.run(a)).hasMessage("after finish");
      assertThat(reached[0]).isFalse();
    }
  }

  @EachKind
  void aCarrierRunsOnAfterItsBodyFailed(Kind kind) {
    try (Carriers carriers = ThisJvm.open(kind)) {
      for (int execution = 0; execution < 1_000; execution++) {
        Carrier a = carriers.take();
        Carrier b = carriers.take();
        assertThat(a.thread().isAlive()).isTrue();
        a.assign(() -> {
          a.switchTo(b);
          throw new StackOverflowError("a");
        });
        b.assign(() -> b.switchTo(a));
        assertThatThrownBy(() -> carriers.run(a)).hasMessage("a");
        carriers.run(b);
      }
      assertThat(new Ring(carriers, 2).run(10)).isEqualTo(21);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
