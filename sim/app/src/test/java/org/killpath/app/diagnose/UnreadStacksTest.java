package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.words.Absence;

/** A stack in a form that is not read is no prose: what it may show is not denied. */
class UnreadStacksTest {
  static Stream<Arguments> stacks() {
    return Stream.of(
        Arguments.of("ftrace", """
                  vhost-77-78      [001] d..3.    12.000002: <stack trace>
             => __schedule
             => schedule
             => __mutex_lock
             => vhost_worker_killed
             => vhost_task_fn
            """),
        Arguments.of("bpftrace", """
            @[
                __schedule+929
                __mutex_lock+843
                vhost_worker_killed+155
                vhost_task_fn+193
            ]: 1
            """),
        Arguments.of("trace-cmd", """
             => __schedule (ffffffff81000010)
             => vhost_worker_killed (ffffffffc0000010)
            """),
        Arguments.of("offcputime", """
                schedule
                vhost_worker_killed
                -                vhost-77 (78)
                    5000000
            """),
        Arguments.of("folded", "vhost-77;ret_from_fork;__mutex_lock;schedule 5000000\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void aStackThatIsNotReadIsNotDenied(String name, String text) throws IOException {
    final Findings findings = findings(text);
    assertThat(findings.understood().missedCount()).isPositive();
    assertThat(new Absence(findings).summary())
        .contains("cannot be told", "not understood")
        .doesNotContain("prose");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The worker vhost-77 hangs; is vhost_net loaded, and which vhost_vsock.ko is it?",
        "See drivers/vhost/vhost.c, vhost_worker_killed(): it takes every vq->mutex of a struct vhost_worker",
        "Modules linked in: vhost_net tun vhost vhost_iotlb tap",
      })
  void wordsAboutVhostAreProse(String text) throws IOException {
    assertThat(new Absence(findings(text + "\n")).summary()).contains("prose only");
  }

  private static Findings findings(String text) throws IOException {
    return Findings.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
