package org.killpath.app.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.app.cli.Invocation.refused;

import org.junit.jupiter.api.Test;
import org.killpath.app.cli.Invocation;
import org.killpath.lab.cell.ModelVersion;

/** A token that somebody cut off, damaged or made up gets one clear line and exit status 2. */
class BadTokenTest {
  private static String token() {
    return Invocation.of("explore", "C", "upstream", "--schedules", "1", "--format", "csv")
        .lines()
        .get(1)
        .replaceAll(".*,", "");
  }

  @Test
  void aDamagedTokenIsRefused() {
    final String token = token();
    final char last = token.charAt(token.length() - 2);
    refused(
        "the replay token is damaged: its check sum does not match",
        "replay",
        token.substring(0, token.length() - 2)
            + (last == 'x' ? 'y' : 'x')
            + token.substring(token.length() - 1));
  }

  @Test
  void aTokenThatWasCutOffIsRefused() {
    final String token = token();
    final Invocation invocation = Invocation.of("replay", token.substring(0, token.length() - 3));
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err())
        .startsWith("killpath: the replay token is damaged")
        .hasLineCount(1);
  }

  @Test
  void aTokenOfAnotherModelIsRefused() {
    refused(
        "the token was made with version 99999 of the model; this is version "
            + ModelVersion.CURRENT,
        "replay",
        token().replaceFirst("^kp\\d+", "kp99999"));
  }

  @Test
  void aTextThatIsNoTokenIsRefused() {
    refused(
        "this is no replay token: those begin kp" + ModelVersion.CURRENT + ".SCENARIO.DESIGN.",
        "replay",
        "hello");
  }
}
