package org.killpath.app.report.klog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.lab.Replayed;

/**
 * The watchdog's report on a cell, line by line beside the one that a real kernel printed when the
 * same ordering was staged on it. Only what no simulation can know is made equal before: numbers,
 * addresses, offsets, flags, and frames that the kernel itself marks as guesses.
 */
class RealKernelsTest {
  /** A thread of the console's own; it has nothing to do with the hang. */
  private static final Pattern CONSOLE = Pattern.compile(".*\\bpr/ttyS0/.*|.*console.*");

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({"C, 6.12", "C, 7.3", "C2, 7.3"})
  void aReportReadsAsTheRealOne(String scenario, String version) throws IOException {
    assertThat(comparable(simulated(scenario, version)))
        .hasSizeGreaterThan(20)
        .isEqualTo(comparable(real(scenario + "-" + version)));
  }

  /** A fault in a file holds a lock of the page cache, which is not modelled. */
  @Test
  void aHolderOnAFusePageHasTheRealOnesCallTrace() throws IOException {
    assertThat(dumpOf("gt-holder", comparable(simulated("BF", "6.12"))))
        .hasSizeGreaterThan(20)
        .isEqualTo(dumpOf("gt-holder", comparable(real("BF-6.12"))));
  }

  private static List<String> dumpOf(String comm, List<String> lines) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("INFO: task " + comm + ":"))
        .takeWhile(line -> !line.equals("</TASK>"))
        .toList();
  }

  private static List<String> simulated(String scenario, String version) {
    final KernelVersion kernel = KernelVersion.named(version).orElseThrow();
    final Replayed replayed = Replayed.first(scenario, "upstream");
    return new KernelReport(replayed.verdict().evidence(), kernel).hungTasks();
  }

  private static List<String> real(String name) throws IOException {
    try (InputStream log = RealKernelsTest.class.getResourceAsStream(name + ".log")) {
      return new String(log.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<String> comparable(List<String> lines) {
    final List<String> comparable = new ArrayList<>();
    for (String line : lines) {
      final String text = line.replaceFirst("^\\[ *\\d+\\.\\d+] ", "")
          .replaceFirst("^      Not tainted .*", "      Not tainted")
          .replaceAll("(task_)?flags:0x[0-9a-f]+", "$1flags:")
          .replaceAll("\\+0x[0-9a-f]+/0x[0-9a-f]+", "")
          .replaceAll("ffff[0-9a-f]{12}", "ADDRESS")
          .replaceAll("mutex#\\d", "mutex")
          .replaceAll("gt-holder-(in|out)", "gt-holder")
          .replaceAll("ppid:\\d+ *", "ppid: ")
          .replaceAll("(task:\\S+) +", "$1 ")
          .replaceAll("(vhost-|[:/])\\d{2}\\b", "$1N")
          .replaceAll("CPU#\\d", "CPU#N")
          .replaceAll("for more than \\d+", "for more than N");
      if (!text.startsWith(" ? ") && !text.startsWith("  ? ") && !text.isBlank()) {
        comparable.add(text.strip());
      }
    }
    return comparable.stream().filter(line -> !CONSOLE.matcher(line).matches()).toList();
  }
}
