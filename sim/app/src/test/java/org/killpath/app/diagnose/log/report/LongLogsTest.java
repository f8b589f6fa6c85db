package org.killpath.app.diagnose.log.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;

/** A long log is cut by one thread and understood by another, and says what a short one says. */
class LongLogsTest {
  private static final String REPORT = """
      INFO: task vhost-1000:1010 blocked for more than 122 seconds.
            Not tainted 6.12.20 #1
      task:vhost-1000      state:D stack:0     pid:1010  tgid:1000  ppid:1      flags:0x00004006
      Call Trace:
       __schedule+0x3a4/0xe00
       a line of somebody else's
       vhost_worker_killed+0x98/0x1a0 [vhost]
       vhost_task_fn+0xb8/0x120
      """;

  private static byte[] text(int linesBefore, int reports) {
    return ("a line without a word that matters\n".repeat(linesBefore)
            + (REPORT + "another line\n".repeat(200) + " schedule+0x1/0x2\n").repeat(reports))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Object> found(InputStream in) throws IOException {
    final List<Object> found = new ArrayList<>();
    LogParser.parse(in, 0, entry -> found.add(withoutLine(entry)));
    return found;
  }

  private static Object withoutLine(LogEntry entry) {
    return entry instanceof PrintedTask dump
        ? List.of(dump.task(), dump.calls(), dump.state(), dump.tgid())
        : entry instanceof HungReport report ? report.task() : entry;
  }

  @ParameterizedTest
  @ValueSource(ints = {8180, 8185, 8188, 8190, 8192, 9000, 9215, 9216, 9217, 30_000})
  void whatAReportSaysDoesNotDependOnHowFarBehindItStands(int lines) throws IOException {
    final List<Object> near = found(new ByteArrayInputStream(text(0, 40)));
    assertThat(near).hasSizeGreaterThanOrEqualTo(80);
    assertThat(found(new ByteArrayInputStream(text(lines, 40)))).isEqualTo(near);
  }

  @Test
  void aStreamThatBreaksLateIsSaidToBeBroken() {
    final InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(text(0, 200)), new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] into, int from, int most) throws IOException {
            throw new IOException("the disk is gone");
          }
        });
    assertThatThrownBy(() -> found(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  @Test
  void whoeverFailsAtAReportIsHeard() {
    assertThatThrownBy(
            () -> LogParser.parse(new ByteArrayInputStream(text(20_000, 2_000)), 0, entry -> {
              throw new IllegalStateException("cannot take it");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot take it");
  }
}
