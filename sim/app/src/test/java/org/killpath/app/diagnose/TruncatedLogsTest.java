package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.words.Absence;

/**
 * A log that ends somewhere, has traces cut out of it, or shows tasks without one: what it does not
 * show is not denied. Once the task that hangs is named in it, nothing says that no hang is there.
 */
class TruncatedLogsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private static final Pattern DENIES =
      Pattern.compile("No hang|no hung task|Nothing of vhost|something else|somewhere else|idle");

  static Stream<String> logs() {
    return ExampleLogs.allNames();
  }

  @ParameterizedTest
  @MethodSource("logs")
  void aLogThatEndsAfterAnyLineDeniesNothingThatTheWholeLogShows(String name) throws IOException {
    check(name, new String(Diagnosing.excerptBytes(name), StandardCharsets.ISO_8859_1), 1);
  }

  @ParameterizedTest
  @MethodSource("logs")
  void aLogThatEndsInTheMiddleOfALineDeniesNothingEither(String name) throws IOException {
    final String log = new String(Diagnosing.excerptBytes(name), StandardCharsets.ISO_8859_1);
    final List<TaskId> hung = hung(findings(log));
    for (int end = 7; end < log.length(); end += 13) {
      check(name + " up to character " + end, hung, log.substring(0, end));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"6.12.107-C-v0", "6.12.107-D2-v0", "6.12.107-E2-v0", "6.12.107-F-v0", "7.3.4-F-v0"
      })
  void norDoesALogOfARealKernel(String log) throws IOException {
    final String text = Files.readString(
        Diagnosing.shared("ground-truth/logs/" + log + ".log"), StandardCharsets.ISO_8859_1);
    check(log, text, 1);
  }

  private static void check(String name, String log, int step) throws IOException {
    final List<TaskId> hung = hung(findings(log));
    final String[] lines = log.split("\n", -1);
    final StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < lines.length; i += step) {
      prefix.append(lines[i]).append('\n');
      check(name + " up to line " + (i + 1), hung, prefix.toString());
    }
  }

  private static void check(String what, List<TaskId> hung, String prefix) throws IOException {
    final Findings findings = findings(prefix);
    if (hung.isEmpty() || !hung(findings).isEmpty()) {
      return;
    }
    final String summary = new Absence(findings).summary();
    if (DENIES.matcher(summary).find()) {
      assertThat(hung)
          .as("%s: %s", what, summary)
          .noneMatch(task -> task.isNamed() && isReported(prefix, task));
    }
    if (summary.startsWith("Nothing of vhost")) {
      assertThat(prefix).as(what).doesNotContain("vhost");
    }
  }

  /** Is its pid in a line that a kernel or a tool prints of it, with its name? */
  private static boolean isReported(String text, TaskId task) {
    return text.lines()
        .anyMatch(line -> !line.contains("GT: ")
            && line.contains(task.comm())
            && line.contains(String.valueOf(task.pid())));
  }

  private static Findings findings(String log) throws IOException {
    return Findings.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<TaskId> hung(Findings findings) {
    return findings.cases().stream()
        .flatMap(file -> file.hangs().stream())
        .map(hang -> hang.victim().task())
        .toList();
  }

  /** Tasks without a stack, with half of one, with nothing but a header, or with their locks only. */
  static Stream<String> notUnderstood() {
    return Stream.of(
        "task:vhost-1000      state:R  running task     stack:0     pid:1010  tgid:1000  ppid:1\n",
        "task:vhost-1000      state:S stack:0     pid:1010  tgid:1000  ppid:1\n",
        """
        task:vhost-1000      state:D stack:0     pid:1010  tgid:1000  ppid:1
        Call Trace:
         <TASK>
         __schedule+0x1/0x2
         schedule+0x1/0x2
         </TASK>
        """,
        "vhost-1000      R  running task        0  1010      2 0x80000000\nCall Trace:\n",
        "NMI backtrace for cpu 1\nCPU: 1 UID: 0 PID: 1010 Comm: vhost-1000 Not tainted 6.12.0 #1\n",
        "Showing all locks held in the system:\n1 lock held by vhost-1000/1010:\n",
        "INFO: task qemu-kvm:1000 blocked for more than 122 seconds.\n",
        """
        INFO: task qemu-kvm:1000 blocked for more than 122 seconds.
        task:qemu-kvm        state:D stack:0     pid:1000  tgid:1000  ppid:1
        """,
        "[  700.000000] sysrq: Show Blocked State\n",
        "crash> bt 1010\nPID: 1010   TASK: ffff888001234000  CPU: 3   COMMAND: \"vhost-1000\"\n",
        "== /proc/1000/task/1010/stack\n",
        """
        task:holder          state:S stack:0     pid:2000  tgid:2000  ppid:1
        Call Trace:
         <TASK>
         __schedule+0x1/0x2
         schedule+0x1/0x2
         handle_userfault+0x1/0x2
         handle_mm_fault+0x1/0x2
         exc_page_fault+0x1/0x2
         _copy_from_user+0x1/0x2
         vhost_vring_ioctl+0x1/0x2 [vhost]
         </TASK>
        """,
        """
        INFO: task qemu-kvm:1000 blocked for more than 122 seconds.
        Call Trace:
         <TASK>
         __schedule+0x1/0x2
         schedule+0x1/0x2
         coredump_wait+0x1/0x2
         do_coredump+0x1/0x2
         </TASK>
        """);
  }

  @ParameterizedTest
  @MethodSource("notUnderstood")
  void whatIsSeenWithoutBeingUnderstoodIsSaidToBeOpenWithWhatToCapture(String log) {
    final Diagnosis diagnosis = DIAGNOSING.text(log);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).contains("Whether vhost hangs cannot be told from this log");
    assertThat(DENIES.matcher(String.join("\n", diagnosis.answer())).find()).isFalse();
    assertThat(diagnosis.captureNext()).isNotEmpty();
    assertThat(diagnosis.answer()).anyMatch(line -> line.startsWith("next: "));
  }

  @Test
  void aWorkerOfWhichTheWatchdogSaysThatItHangsDoesSoWithoutATraceToo() {
    final Diagnosis diagnosis =
        DIAGNOSING.text("INFO: task vhost-1000:1010 blocked for more than 122 seconds.\n");
    assertThat(Diagnosing.only(diagnosis).headline()).startsWith("vhost-1000/1010 is hung");
  }

  @Test
  void anotherHungTaskWithoutATraceIsNotSaidToBeNoneOfVhosts() throws IOException {
    final String log =
        new String(Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8)
            + "INFO: task qemu-kvm:1000 blocked for more than 122 seconds.\n";
    assertThat(DIAGNOSING.text(log).notes())
        .anyMatch(
            note -> note.contains("the log does not show where") && note.endsWith("qemu-kvm/1000"))
        .noneMatch(note -> note.contains("nothing in their reports is vhost's"));
  }

  /** A lock list that is cut off excludes nobody whose locks are not all there. */
  @Test
  void aListThatIsCutOffDoesNotSayThatNobodyHasTheLock() throws IOException {
    final String log =
        new String(Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8);
    final List<String> lines = new ArrayList<>();
    for (String line : log.lines().toList()) {
      lines.add(line);
      final Optional<String> why = findings(String.join("\n", lines)).cases().stream()
          .flatMap(file -> file.hangs().stream())
          .map(hang -> hang.holder().toString())
          .filter(holder -> holder.contains("every one shows all its locks"))
          .findFirst();
      assertThat(why).as("up to %s", line).isEmpty();
    }
  }
}
