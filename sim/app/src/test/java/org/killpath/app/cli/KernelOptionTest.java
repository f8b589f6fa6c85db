package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --kernel}: designs in a version of the kernel. */
class KernelOptionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "table --scenarios C --designs upstream",
        "explore C upstream",
        "answers --scenarios C --designs upstream",
        "claims C6",
        "faults vsock-argument-index"
      })
  void anUnknownVersionIsRefusedInOneLineThatHasTheKnownOnes(String command) {
    final Invocation refused = Invocation.of((command + " --kernel 6.13").split(" ", -1));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .hasLineCount(1)
        .contains("'6.13'; known are 6.12.107, 6.12.111, 6.12.117, 7.3, next");
  }

  @Test
  void tableAndExploreSayWhichVersionRanAndWhatDiffers() {
    assertThat(Invocation.of(
                "table --scenarios C --designs drain-first --kernel 6.12.117 --schedules 5"
                    .split(" ", -1))
            .out())
        .contains("Linux 6.12.117 (6.12.114 and later of 6.12) differs from the plain columns by"
            + " scsi-ioctls-flush, features-lock-all;");
    final Invocation explored =
        Invocation.of("explore C drain-first --kernel 7.3 --schedules 5".split(" ", -1));
    assertThat(explored.status()).as(explored.err()).isZero();
    assertThat(explored.out())
        .contains("C x drain-first+7.3")
        .contains("Linux 7.3 ")
        .contains("kp4.C.drain-first%2B7.3.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answers --scenarios C --designs drain-first --schedules 5",
        "claims",
        "faults vsock-argument-index --design drain-first"
      })
  void answersClaimsAndFaultsSayWhichVersionWasMeasured(String command) {
    final Invocation measured = Invocation.of((command + " --kernel 7.3").split(" ", -1));
    assertThat(measured.status()).as(measured.err()).isZero();
    assertThat(measured.out()).contains("7.3");
    if (!command.startsWith("faults")) {
      assertThat(measured.out()).containsOnlyOnce("Linux 7.3 (");
    }
  }

  @Test
  void aDesignOfAnotherVersionIsRefused() {
    final Invocation refused = Invocation.of("explore C 6.12.107 --kernel 7.3".split(" ", -1));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .hasLineCount(1)
        .contains("6.12.107 is one of another kernel than 7.3");
  }

  @Test
  void theListOfVersionsNamesEachDifferenceOnce() {
    final Invocation listed = Invocation.of("list", "--kernels");
    assertThat(listed.status()).as(listed.err()).isZero();
    assertThat(listed.out())
        .contains("6.12.107 to 6.12.110", "afe16653e05d", "vhost_scsi_ioctl, vhost_scsi_flush")
        .containsOnlyOnce("A host packet is refused (EHOSTUNREACH)");
  }
}
