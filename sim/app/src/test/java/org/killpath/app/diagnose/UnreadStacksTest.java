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
        Arguments.of("offcputime without its title", """
                schedule
                vhost_worker_killed
                -                vhost-77 (78)
                    5000000
            """),
        Arguments.of("bcc's trace -K without its title", """
            78      78      vhost-77        finish_task_switch
                    vhost_worker_killed+0x10 [vhost]
            """),
        Arguments.of("pairs", "PID=78 COMM=vhost-77 STATE=D WCHAN=__mutex_lock\n"),
        Arguments.of("columns", "78,vhost-77,D,__mutex_lock\n"),
        Arguments.of("JSON", "{\"pid\": 78, \"comm\": \"vhost-77\", \"state\": \"D\"}\n"),
        Arguments.of(
            "a monitor's line",
            "wchan=x stack=vhost_worker_killed+0x9e/0xd0[vhost]->vhost_task_fn\n"));
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
        "Both workers, vhost-77, vhost-78 and \"vhost-79\": these hang, vhost=on or not",
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
