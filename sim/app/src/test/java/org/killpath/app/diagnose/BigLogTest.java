package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;

/**
 * A log made while it is read, so that it never exists as a whole: 32 MB, or with {@code
 * -Ddiagnose.megabytes=200} more. What is kept of it does not depend on that.
 */
class BigLogTest {
  private static final long BYTES = Long.getLong("diagnose.megabytes", 32) << 20;

  @Test
  void ofAnEndlessFloodOfReportsOnlyABoundedPartIsKept() throws IOException {
    final Flood flood = new Flood();
    final Findings evidence = Findings.read(flood);
    assertThat(evidence.extent().bytes()).isGreaterThanOrEqualTo(BYTES);
    assertThat(evidence.cases()).hasSize(1);
    final CaseFile file = evidence.cases().get(0);
    assertThat(file.hangs().size() + file.otherHung().size()).isLessThanOrEqualTo(64);
    assertThat(flood.rounds).isGreaterThan(1000);
    assertThat(file.hangs())
        .anyMatch(hang -> hang.victim()
            .task()
            .toString()
            .equals(String.format(Locale.ROOT, "vhost-%d/%d", flood.rounds - 1, flood.rounds - 1)));
  }

  @Test
  void theReportAtTheEndOfAFloodOfOtherLinesIsFound() throws IOException {
    final byte[] report = Diagnosing.excerptBytes("holder-asleep-6.12.log");
    final Findings evidence = Findings.read(new java.io.SequenceInputStream(
        new Repeated(
            "Nov 22 06:22:33 host-17 systemd[1]: Started session 12 of user root.\n"
                .repeat(1000)
                .getBytes(StandardCharsets.UTF_8),
            BYTES),
        new java.io.ByteArrayInputStream(report)));
    assertThat(evidence.extent().bytes()).isEqualTo(BYTES + report.length);
    assertThat(evidence.cases().get(0).hangs()).hasSize(1);
  }

  /** Reports of every kind, of which each part is as long as the last. */
  static Stream<Arguments> everyKind() {
    return Stream.concat(
        ExampleLogs.names().map(name -> Arguments.of(name, Diagnosing.excerptBytes(name))),
        Stream.of(
            Arguments.of("stacks of /proc", CaptureTest.STACK.getBytes(StandardCharsets.UTF_8)),
            Arguments.of("drgn", CaptureTest.DRGN.getBytes(StandardCharsets.UTF_8)),
            Arguments.of("a capture", CaptureTest.CAPTURED.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyKind")
  void aFloodOfAnyKindIsReadToItsEndAndABoundedPartIsKept(String name, byte[] log)
      throws IOException {
    final Made flood = new Repeated(log, BYTES / 8);
    final Findings evidence = Findings.read(flood);
    assertThat(flood.left).isLessThanOrEqualTo(0);
    assertThat(evidence.cases()).hasSizeLessThanOrEqualTo(8);
    for (CaseFile file : evidence.cases()) {
      assertThat(file.hangs().size() + file.otherHung().size()).isLessThanOrEqualTo(128);
      assertThat(file.incidents()).hasSizeLessThanOrEqualTo(32);
    }
  }

  /** A stream that makes its bytes when it is asked. */
  private abstract static class Made extends InputStream {
    private byte[] part = {};
    private int next;
    private long left;

    Made(long bytes) {
      left = bytes;
    }

    abstract byte[] more();

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (left <= 0) {
        return -1;
      }
      if (next == part.length) {
        part = more();
        next = 0;
      }
      final int count = (int) Math.min(left, Math.min(most, part.length - next));
      System.arraycopy(part, next, into, from, count);
      next += count;
      left -= count;
      return count;
    }
  }

  private static final class Repeated extends Made {
    private final byte[] text;

    Repeated(byte[] log, long bytes) {
      super(bytes);
      text = Arrays.copyOf(log, log.length + 1);
      text[log.length] = '\n';
    }

    @Override
    byte[] more() {
      return text;
    }
  }

  /** Another task hangs in each round, with other locks; every list is longer than the last. */
  private static final class Flood extends Made {
    private int rounds = 1;

    Flood() {
      super(BYTES);
    }

    @Override
    byte[] more() {
      final int pid = rounds++;
      final StringBuilder lines = new StringBuilder();
      final String task = "vhost-" + pid;
      lines.append("INFO: task ").append(task).append(':').append(pid);
      lines.append(" blocked for more than 120 seconds.\ntask:").append(task);
      lines.append(" state:D stack:0 pid:").append(pid).append(" tgid:").append(pid);
      lines.append(" ppid:1\nCall Trace:\n <TASK>\n __mutex_lock+0x1/0x2\n");
      lines.append(" vhost_worker_killed+0x1/0x2\n vhost_task_fn+0x1/0x2\n </TASK>\n");
      lines.append("Showing all locks held in the system:\n");
      for (int other = 0; other < Math.min(pid, 100); other++) {
        lines.append("2 locks held by task-").append(pid).append('/').append(pid * 100 + other);
        lines
            .append(":\n #0: ")
            .append(Long.toHexString(0xffff888000000000L + pid * 4096L + other));
        lines.append(" (&vq->mutex){+.+.}-{3:3}, at: vhost_vring_ioctl+0x1/0x2\n");
      }
      lines.append("=============================================\n");
      return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
