package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Holder;

/** The same report, however it came to be logged. */
class PrefixesTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private static final Pattern TIME = Pattern.compile("^\\[ *(\\d+\\.\\d+)\\] ?");

  /** What each way of logging makes of a line {@code [   10.868944] text}. */
  private static Stream<Arguments> ways() {
    return Stream.of(
        way("dmesg", "[   10.868944] "),
        way("dmesg with levels", "<6>[   10.868944] "),
        way("raw", "<14>"),
        way("nothing", ""),
        way("callers", "[   10.868944][   T26] "),
        way("callers with a processor", "[   10.868944][    C0] "),
        way("callers without time", "[   T26] "),
        way("dmesg -T", "[Sun Nov 22 06:22:33 2026] "),
        way("dmesg -x", "kern  :err   : [   10.868944] "),
        way("journalctl", "Nov 22 06:22:33 host-17 kernel: "),
        way("journalctl -o short-iso", "2026-11-22T06:22:33+0100 host-17 kernel: "),
        way("journalctl -o short-monotonic", "[   10.868944] host-17 kernel: "),
        way("rsyslog", "Nov 22 06:22:33 host-17 kernel: [   10.868944] "),
        way(
            "RFC 5424",
            "<6>1 2026-11-22T06:22:33.123456+01:00 host-17 kernel - - - [   10.868944] "),
        way("dmesg -d", "[   10.868944 <    0.000003>] "),
        way("dmesg -t -d", "[<    0.000003>] "),
        way("journalctl -o short-delta", "[   10.868944 <    0.000003 >] host-17 kernel: "),
        way("journalctl -o export", "__CURSOR=s=1\nPRIORITY=3\nMESSAGE="),
        way("journalctl -o verbose", "    PRIORITY=3\n    MESSAGE="),
        way("logcat", "11-22 06:22:33.123     0     0 E         : "),
        way("netconsole with the release", "6.12.1,6,17,10868944,-;"),
        way("a vendor's kernel", "<3>[   10.868944]  (1)[1010:vhost-1000]"),
        way("a vendor's module", "<3>[   10.868944][name:hung_task&]"),
        way("Android's callers", "[   10.868944] [0:      khungtaskd:   40] "),
        way("Android's callers, in short", "<3>[   10.868944]  [2:khungtaskd:40] "),
        way("processors without time", "[CPU2] "),
        way("a container without time", "vm_1  | "),
        way("numbers of lines", "    17\t"),
        way("a serial console", "ttyS0 | [   10.868944] "),
        way("colours", "\u001b[32m[   10.868944] \u001b[0m"));
  }

  private static Arguments way(String name, String prefix) {
    return Arguments.of(name, prefix);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void theReportIsReadBehindAnyPrefix(String name, String prefix) {
    final StringBuilder log = new StringBuilder();
    for (String line : lines()) {
      log.append(prefix).append(TIME.matcher(line).replaceFirst("")).append('\n');
    }
    assertThatTheHolderIsFound(DIAGNOSING.text(log.toString()));
  }

  @Test
  void carriageReturnsAndBlanksAtTheEndDoNotMatter() {
    assertThatTheHolderIsFound(DIAGNOSING.text(String.join("\r\n", lines()) + "\r\n"));
    assertThatTheHolderIsFound(DIAGNOSING.text(String.join("\n\r", lines())));
    assertThatTheHolderIsFound(DIAGNOSING.text(String.join(" \r\r\n", lines())));
  }

  @Test
  void aLogWithoutALastLineFeedIsReadToItsEnd() {
    assertThatTheHolderIsFound(DIAGNOSING.text(String.join("\n", lines())));
  }

  @Test
  void otherLinesInBetweenDoNotMatter() {
    final StringBuilder log = new StringBuilder();
    for (String line : lines()) {
      log.append("[   10.800000] usb 1-1: new device: 1 of 2 #3: port+0x1 <TASK\n");
      log.append(line).append('\n');
      log.append("Nov 22 06:22:33 host-17 systemd[1]: Started session 12:\n");
    }
    assertThatTheHolderIsFound(DIAGNOSING.text(log.toString()));
  }

  @Test
  void binaryNoiseInBetweenDoesNotMatter() {
    final Random random = new Random(1);
    final List<Byte> log = new ArrayList<>();
    for (String line : lines()) {
      final byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      for (byte b : noise) {
        log.add(b);
      }
      for (byte b : ("\n" + line + "\n").getBytes(StandardCharsets.UTF_8)) {
        log.add(b);
      }
    }
    final byte[] bytes = new byte[log.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = log.get(i);
    }
    assertThatTheHolderIsFound(DIAGNOSING.bytes(bytes));
  }

  @Test
  void reportsOfSeveralCallersMayBeMixedLineByLine() {
    final List<String> watchdog = withCaller("holder-asleep-6.12.log", "T26");
    final List<String> other = withCaller("flush-6.12.log", "C1");
    final StringBuilder log = new StringBuilder();
    for (int i = 0; i < Math.max(watchdog.size(), other.size()); i++) {
      Stream.of(watchdog, other)
          .filter(lines -> !lines.isEmpty())
          .map(lines -> lines.remove(0))
          .forEach(line -> log.append(line).append('\n'));
    }
    while (!watchdog.isEmpty()) {
      log.append(watchdog.remove(0)).append('\n');
    }
    while (!other.isEmpty()) {
      log.append(other.remove(0)).append('\n');
    }
    final List<DiagnosedHang> hangs = DIAGNOSING.text(log.toString()).hangs();
    assertThat(hangs)
        .flatExtracting(
            hang -> Stream.concat(Stream.of(hang.hang().victim()), hang.hang().others().stream())
                .map(task -> task.task() + " " + task.trace().innermost().orElse("?"))
                .toList())
        .containsExactlyInAnyOrder(
            "vhost-38/39 vhost_worker_killed", "gt-flusher/40 __vhost_worker_flush");
  }

  private static List<String> withCaller(String excerpt, String caller) {
    final List<String> lines = new ArrayList<>();
    for (String line : new String(Diagnosing.excerptBytes(excerpt), StandardCharsets.UTF_8)
        .lines()
        .toList()) {
      lines.add(TIME.matcher(line)
          .replaceFirst(String.format(Locale.ROOT, "[   10.000000][ %5s] ", caller)));
    }
    return lines;
  }

  private static List<String> lines() {
    return new String(Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static void assertThatTheHolderIsFound(Diagnosis diagnosis) {
    final DiagnosedHang hang = Diagnosing.only(diagnosis);
    assertThat(hang.headline()).contains("vhost-38/39", "detach loop", "ffff888000940258");
    assertThat(((Holder.Known) hang.hang().holder()).task().task()).hasToString("gt-holder-out/40");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("C");
  }
}
