package org.killpath.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OvertimeTest {
  private static Process endless() throws IOException {
    final String java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            List.of(java, "-cp", System.getProperty("java.class.path"), Endless.class.getName()))
        .start();
  }

  /** Runs until somebody ends it, or who started it is gone. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws IOException {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void aForkThatIsFarBeyondItsTimeIsEndedAndNoOtherProcess() throws Exception {
    final Process before = endless();
    try (Overtime overtime = new Overtime(Duration.ofSeconds(2))) {
      final Process fork = endless();
      assertThat(overtime.hasEnded()).isFalse();
      assertThat(fork.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(fork.exitValue()).isNotZero();
      assertThat(overtime.hasEnded()).isTrue();
      assertThat(before.isAlive()).isTrue();
    } finally {
      before.destroyForcibly();
    }
  }
}
