package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.evidence.Aftermath;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Seen;

/**
 * The same logs in any dress: what is found in them is the same. A million takes {@code
 * -Ddiagnose.dressed=1000000}; the one that failed is made again by {@code -Ddiagnose.dressed.seed}.
 */
class DressedLogsTest {
  private static final int LOGS = Integer.getInteger("diagnose.dressed", 20_000);
  private static final long SEED = Long.getLong("diagnose.dressed.seed", 1);
  private static final int DIAGNOSED = 20;

  private static final List<String> NAMES = List.of(
      "b2-quoted-twice-no-time",
      "a2-arm64-switch-to-T-suffix-flush",
      "g1-nmi-backtrace-with-rip",
      "h1-worker-died-then-flush-hangs",
      "h2-kasan-in-vhost-task",
      "h4-recursive-lock",
      "i1-6.7-flush-holds-worker-mutex",
      "i2-6.17-flush-no-worker-in-list",
      "j1-page-fault-in-filesystem",
      "j2-foreign-mutex-in-handler",
      "k2-bystander-worker-idle");

  /** The messages alone. */
  private static List<String> messages(String name) {
    return new String(Diagnosing.excerptBytes("cases/" + name + ".txt"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^(> )*", "").replaceFirst("^\\[ *\\d+\\.\\d+\\] ?", ""))
        .map(line -> line.replaceFirst(" \\(T\\)$", ""))
        .filter(line -> !line.startsWith(" __switch_to"))
        .map(line -> line.replace("Call trace:", "Call Trace:"))
        .toList();
  }

  @Test
  void theDressChangesNothing() throws IOException {
    final Map<String, List<String>> logs = new LinkedHashMap<>();
    final Map<String, String> answers = new LinkedHashMap<>();
    for (String name : NAMES) {
      logs.put(name, messages(name));
      answers.put(name, found(bytes(logs.get(name))));
    }
    final List<String> wrong = new ArrayList<>();
    for (int i = 0; i < LOGS && wrong.size() < 20; i++) {
      final String name = NAMES.get((int) ((SEED + i) % NAMES.size()));
      final Dressing dressing = new Dressing(SEED + i);
      final byte[] log = dressing.dress(logs.get(name));
      final String answer = found(log);
      if (!answer.equals(answers.get(name))) {
        wrong.add("seed " + (SEED + i) + " " + name + " " + dressing.how() + "\n  " + answer
            + "\n  instead of\n  " + answers.get(name)
            + (wrong.isEmpty() ? "\n" + new String(log, StandardCharsets.UTF_8) : ""));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theWholeAnswerIsTheSameInAnyDress() {
    final Diagnosing diagnosing = new Diagnosing();
    final List<String> messages = messages("b2-quoted-twice-no-time");
    for (long seed = SEED; seed < SEED + DIAGNOSED; seed++) {
      final Dressing dressing = new Dressing(seed);
      final Diagnosis diagnosis = diagnosing.bytes(dressing.dress(messages));
      assertThat(diagnosis.hangs()).as(dressing.how()).hasSize(1);
      DetachLoop.check(diagnosis.hangs().get(0).hang(), dressing.how());
      assertThat(diagnosis.hangs().get(0).orderings().get(0).scenario()).isEqualTo("C");
    }
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What was found, without lines, times and groups, which the dress may take away. */
  private static String found(byte[] log) throws IOException {
    return Findings.read(new ByteArrayInputStream(log)).cases().stream()
        .map(DressedLogsTest::found)
        .collect(Collectors.joining(" | "));
  }

  private static String found(CaseFile file) {
    return file.release().orElse("") + " "
        + file.hangs().stream().map(DressedLogsTest::found).toList()
        + file.otherHung()
        + file.idle().stream().map(Seen::task).toList()
        + file.incidents().stream()
            .map(incident -> incident.kind() + " "
                + incident.task().map(Object::toString).orElse("") + " " + Aftermath.place(incident)
                + " " + Aftermath.inVhost(incident.freedBy()).orElse(""))
            .toList()
        + file.splats().stream()
            .map(splat -> splat.title() + splat.task() + splat.isSelfDeadlock())
            .toList();
  }

  private static String found(Hang hang) {
    return hang.certainty() + " " + found(hang.victim()) + " holder "
        + (hang.holder() instanceof Holder.Known known
            ? known.task().task() + " " + known.certain()
            : hang.holder().getClass().getSimpleName())
        + " others " + hang.others().stream().map(DressedLogsTest::found).toList()
        + " similar " + hang.similar().stream().map(Seen::task).toList()
        + " tied " + hang.tied().stream().map(Seen::task).toList()
        + hang.device();
  }

  private static String found(Seen task) {
    return task.task() + " " + task.trace().functions() + " " + task.trace().kind() + " "
        + task.waitsFor().map(lock -> lock.name() + lock.lock().address()).orElse("") + " "
        + task.locks().stream().map(lock -> lock.name()).toList()
        + task.trace().outside().map(outside -> outside.what()).orElse("");
  }
}
