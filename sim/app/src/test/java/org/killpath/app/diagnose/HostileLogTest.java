package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.render.DiagnosisCsv;
import org.killpath.app.diagnose.render.DiagnosisJson;
import org.killpath.app.diagnose.render.DiagnosisMarkdown;
import org.killpath.app.diagnose.render.DiagnosisPage;
import org.killpath.app.diagnose.render.DiagnosisText;

/** Whoever may name a task may write into a log. */
class HostileLogTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b]0;t\u0007",
        "<script>alert(1)",
        "a|b|c",
        "[x](http://e.x)",
        "![](//e.x/i.png",
        "**b**`c`_d_~~",
        "=cmd|' /C calc'",
        "@everyone",
        "https://e.x/a",
        "www.e.x",
        "\u202eabc\u2066",
        "a\u0000b",
        "x\"y\\z",
        "<img src=x one",
        "&lt;b&gt;"
      })
  void aTasksNameIsShownButDoesNothing(String name) {
    final String log = new String(
            Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8)
        .replace("gt-holder-out", name);
    final Diagnosis diagnosis = DIAGNOSING.text(log);
    assertThat(Diagnosing.only(diagnosis).holder().get(0)).contains("/40: the lock list");
    Diagnosing.assertPlain(DiagnosisText.of(diagnosis, 100));
    Diagnosing.assertPlain(DiagnosisCsv.of(diagnosis));
    Diagnosing.assertPlain(DiagnosisJson.of(diagnosis));
    final String page = DiagnosisPage.of(diagnosis);
    Diagnosing.assertPlain(page);
    assertThat(page).doesNotContain("<script>alert", "<img src=x", "href=\"https://e.x");
    final String markdown = DiagnosisMarkdown.of(diagnosis);
    Diagnosing.assertPlain(markdown);
    assertThat(markdown)
        .doesNotContain("<script", "<img", "](http", "](//", "https://", "**b**", "@everyone")
        .doesNotContain("www.e", " `c`", "a|b");
  }

  /** Every kind of report names tasks: oopses, stalls, core dumps, the freezer, stacks of processes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "core-dump-waits-for-worker",
        "arm64-oops-then-flush",
        "soft-lockup-in-iotlb",
        "rcu-stall-then-handler",
        "freezer-in-d",
        "socket-lock",
        "crash-foreach-bt",
        "s390-detach-loop"
      })
  void aHostileNameDoesNothingInAnyKindOfReport(String input) {
    final String log = new String(
            Diagnosing.excerptBytes("inputs/" + input + ".txt"), StandardCharsets.UTF_8)
        .replace("qemu-kvm", "<img src=x>\u202e")
        .replace("vhost-1000", "vhost-<script>a")
        .replace("reader/", "[a](//e.x)/");
    final Diagnosis diagnosis = DIAGNOSING.text(log);
    assertThat(DiagnosisText.of(diagnosis, 200)).contains("vhost-<script>a");
    for (String shown : List.of(
        DiagnosisText.of(diagnosis, 100),
        DiagnosisCsv.of(diagnosis),
        DiagnosisJson.of(diagnosis),
        DiagnosisMarkdown.of(diagnosis),
        DiagnosisPage.of(diagnosis))) {
      Diagnosing.assertPlain(shown);
    }
    assertThat(DiagnosisPage.of(diagnosis)).doesNotContain("<script>a", "<img src=x");
    assertThat(DiagnosisMarkdown.of(diagnosis)).doesNotContain("<script", "<img", "](//");
  }

  @Test
  void aSpreadsheetComputesNothing() {
    final String log = new String(
            Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8)
        .replace("gt-holder-out", "=1+1");
    assertThat(DiagnosisCsv.of(DIAGNOSING.text(log)))
        .contains(",'=1+1/40,")
        .doesNotContain(",=1+1");
  }

  @Test
  void numbersThatAreTooLargeAreNoNumbers() {
    final Diagnosis diagnosis = DIAGNOSING.text("INFO: task a:99999999999 blocked for more than"
        + " 99999999999999 seconds.\n3 locks held by a/99999999999999:\n99999 locks held by b/1:\n"
        + "INFO: task a:1 blocked for more than 99999999999 seconds.\n");
    assertThat(diagnosis.hangs()).isEmpty();
  }

  @Test
  void aLineWithoutEndIsReadInPart() {
    final String log =
        new String(Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8);
    final Diagnosis diagnosis =
        DIAGNOSING.text(log + "INFO: task x:1".repeat(100_000) + "\n" + log);
    assertThat(Diagnosing.only(diagnosis).headline()).contains("vhost-38/39");
    assertThat(diagnosis.notes()).anyMatch(note -> note.contains("longer than any kernel writes"));
  }

  @Test
  void anEmptyLogHasNothingInIt() {
    assertThat(DIAGNOSING.text("").summary()).isEqualTo("The input is empty.");
  }

  @Test
  void hungTasksThatAreNotVhostsAreOnlyNamed() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
        INFO: task cat:77 blocked for more than 120 seconds.
        task:cat state:D stack:0 pid:77 tgid:77 ppid:1 flags:0x0
        Call Trace:
         <TASK>
         __schedule+0x1/0x2
         io_schedule+0x1/0x2
         ext4_read+0x1/0x2
         </TASK>
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).startsWith("Nothing of vhost is in this log; the hung tasks");
    assertThat(diagnosis.notes()).anyMatch(note -> note.contains("cat/77"));
  }

  @Test
  void aRebootInTheMiddleSeparatesTasksOfTheSameName() {
    final String log =
        new String(Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8);
    final Diagnosis diagnosis =
        DIAGNOSING.text(log + "[    0.000000] Linux version 7.3.4 (a@b) (gcc)\n" + log);
    assertThat(diagnosis.hangs()).hasSize(2);
  }

  @Test
  void aThousandHungTasksAreNotAThousandDiagnoses() {
    final StringBuilder log = new StringBuilder();
    for (int pid = 1; pid <= 1000; pid++) {
      log.append(String.format(Locale.ROOT, """
          INFO: task vhost-%1$d:%1$d blocked for more than 120 seconds.
          task:vhost-%1$d state:D stack:0 pid:%1$d tgid:%1$d ppid:1 flags:0x0
          Call Trace:
           <TASK>
           __mutex_lock+0x1/0x2
           vhost_worker_killed+0x1/0x2
           vhost_task_fn+0x1/0x2
           </TASK>
          """, pid));
    }
    final Diagnosis diagnosis = DIAGNOSING.text(log.toString());
    assertThat(diagnosis.hangs()).hasSizeLessThanOrEqualTo(8);
    assertThat(diagnosis.notes()).anyMatch(note -> note.contains("more hangs of vhost"));
  }
}
