package org.killpath.app.cli.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.app.cli.Invocation;

/** {@code killpath capture}: a script that any shell takes, and that asks before it does anything. */
class CaptureCommandTest {
  @TempDir
  private Path directory;

  @Test
  void theScriptSaysTheRiskAndUndoesWhatItDid() {
    final Invocation invocation = Invocation.of("capture");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .startsWith("#!/bin/sh\n")
        .contains("can crash the machine", "trap off EXIT", "rmdir $I");
  }

  @Test
  void theShellFindsNoErrorInIt() throws IOException, InterruptedException {
    final Path script = Files.writeString(
        directory.resolve("capture.sh"), Invocation.of("capture").out());
    assertThat(run("sh", "-n", script.toString()).status).isZero();
    final Ran refused = run("sh", script.toString(), "-y", "no-pid");
    assertThat(refused.status).isEqualTo(2);
    assertThat(refused.text).contains("'no-pid' is no thread id");
  }

  @Test
  void whereItCannotBeArmedItSaysSoAndDoesNothing() throws IOException, InterruptedException {
    final Path script = Files.writeString(
        directory.resolve("armed.sh"), Invocation.of("capture").out());
    for (String option : new String[] {"-s", "-d"}) {
      final Ran ran = run("sh", script.toString(), option);
      assertThat(ran.text).contains(option.equals("-s") ? "it was not armed" : "disarmed");
      assertThat(ran.status).isEqualTo(option.equals("-s") ? 1 : 0);
    }
  }

  private record Ran(int status, String text) {}

  private static Ran run(String... command) throws IOException, InterruptedException {
    final Process process =
        new ProcessBuilder(command).redirectErrorStream(true).start();
    final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), text);
  }
}
