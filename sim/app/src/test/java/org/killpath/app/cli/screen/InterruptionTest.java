package org.killpath.app.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.app.cli.Invocation;
import org.killpath.app.cli.Main;

/** Nothing already measured is lost on Ctrl-C and SIGTERM. */
@Timeout(120)
class InterruptionTest {
  private static final String[] ENDLESS = {
    "table",
    "--scenarios",
    "C,D1",
    "--designs",
    "upstream,dev-mutex",
    "--schedules",
    "1000000000000"
  };

  @Test
  void anInterruptedTableIsPrintedAndMarkedAsPartial() throws InterruptedException {
    final Interruption interruption = new Interruption();
    final List<Invocation> results = new ArrayList<>();
    final Thread running =
        new Thread(() -> results.add(Invocation.of(interruption, ENDLESS)), "table");
    running.start();
    interruption.interrupt();
    running.join();
    assertThat(results).hasSize(1);
    assertThat(results.get(0).out())
        .startsWith("PARTIAL: interrupted; of 4 cells 0 are finished, ")
        .contains("ordering  upstream");
  }

  /** Whenever it comes: no cell counts as measured that no schedule was run of. */
  @Test
  void interruptedAnswersSayHowManyCellsWereMeasured() throws InterruptedException {
    final String[] answers = ENDLESS.clone();
    answers[0] = "answers";
    final Interruption interruption = new Interruption();
    final List<Invocation> results = new ArrayList<>();
    final Thread running =
        new Thread(() -> results.add(Invocation.of(interruption, answers)), "answers");
    running.start();
    interruption.interrupt();
    running.join();
    assertThat(results).hasSize(1);
    final String out = results.get(0).out().replaceAll("\\s+", " ");
    final int notRun = number("not, (\\d+) were not run", out);
    assertThat(out).startsWith("PARTIAL: interrupted; of 4 cells 0 are finished, ");
    assertThat(number("Measured: (\\d+) cells, 0 of them", out))
        .isLessThanOrEqualTo(4 - notRun)
        .isLessThan(4);
  }

  private static int number(String pattern, String text) {
    final Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void aTimeThatIsUpBeforeTheSchedulesAreRunIsSaid() {
    final Invocation invocation = Invocation.of(
        "explore", "C", "upstream", "--schedules", "1000000000000", "--time", "100ms");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .contains("PARTIAL: time was up; of 1 cells 0 are finished, 1 are not, 0 were not run.")
        .containsPattern("partial: \\d+ schedules, random-walk, seed 1");
  }

  @Test
  void aTimeAloneIsNoReasonToCallTheResultPartial() {
    final Invocation invocation = Invocation.of("explore", "C", "upstream", "--time", "100ms");
    assertThat(invocation.out())
        .doesNotContain("PARTIAL")
        .containsPattern("sampled: \\d+ schedules in the time given");
  }

  @Test
  void theProcessPrintsThePartialTableOnSigterm() throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName()));
    command.addAll(List.of(ENDLESS));
    final Process process =
        new ProcessBuilder(command).redirectErrorStream(true).start();
    awaitWork(process);
    process.toHandle().destroy();
    try (BufferedReader output = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.lines().collect(Collectors.joining("\n")))
          .contains("PARTIAL: interrupted; of 4 cells")
          .contains("ordering  upstream")
          .contains("HUNG_RELEASED");
    }
    assertThat(process.waitFor()).isEqualTo(128 + 15);
  }

  /** A process that has used some processor time has installed its hook and is exploring. */
  private static void awaitWork(Process process) throws InterruptedException {
    while (process.isAlive()
        && process.info().totalCpuDuration().map(used -> used.toSeconds() < 3).orElse(false)) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended early").isFalse();
    }
  }
}
