package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellTokens;

/**
 * Replay tokens, changed at random: refused, or the execution that they describe. With {@code
 * -Dmutations=20000} as often as one likes.
 */
class MutatedTokensTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 1000);

  private static final Catalogue CATALOGUE = new Catalogue();
  private static Controlled controlled;

  private final SplittableRandom random = new SplittableRandom(11);

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  private static List<String> tokens() {
    return Invocation.of(
            "table",
            "--scenarios",
            "C,raced-C,kill-flush,scsi-tmf",
            "--designs",
            "upstream,dev-mutex",
            "--schedules",
            "50",
            "--format",
            "csv")
        .lines()
        .stream()
        .map(line -> line.replaceFirst(".*,", ""))
        .filter(token -> token.startsWith("kp"))
        .toList();
  }

  /** Is it accepted? Then it must be what it says, of the cell that it names. */
  private static boolean replays(String token) {
    final Schedule<Cell> schedule;
    try {
      schedule = CellTokens.parse(token, CATALOGUE::findScenario, CATALOGUE::findDesign)
          .schedule();
      schedule.replay(controlled, StepObserver.NONE);
    } catch (BadToken | ReplayMismatch e) {
      assertThat(e.getMessage()).hasLineCount(1);
      return false;
    }
    final String[] named = token.replaceAll("\\s", "").split("\\.", -1);
    assertThat(schedule.subject().scenario().id()).isEqualTo(named[1]);
    assertThat(schedule.subject().design().id()).isEqualTo(named[2]);
    return true;
  }

  @Test
  void aCharacterThatWasChangedIsSeenByTheCheckSum() {
    final List<String> tokens = tokens();
    assertThat(tokens).hasSizeGreaterThan(8).allMatch(MutatedTokensTest::replays);
    for (int i = 0; i < MUTATIONS; i++) {
      final StringBuilder token = new StringBuilder(tokens.get(random.nextInt(tokens.size())));
      final int at = random.nextInt(token.length());
      final char before = token.charAt(at);
      token.setCharAt(at, (char) random.nextInt(33, 127));
      assertThat(replays(token.toString())).as("%s", token).isEqualTo(before == token.charAt(at));
    }
  }

  @Test
  void bytesThatWereChangedWithTheCheckSumAreSeenWhenTheyAreRun() {
    final List<String> tokens = tokens();
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      if (replays(mutated(tokens.get(random.nextInt(tokens.size()))))) {
        accepted++;
      }
    }
    // A deviation after the last step, or one that comes to what the plain course does anyway.
    assertThat(accepted).as("accepted").isLessThan(MUTATIONS / 10);
  }

  private String mutated(String token) {
    final int last = token.lastIndexOf('.');
    final byte[] all = Base64.getUrlDecoder().decode(token.substring(last + 1));
    final byte[] bytes = Arrays.copyOf(all, all.length - 4);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    final String head = token.substring(0, last + 1);
    final CRC32 crc = new CRC32();
    crc.update(head.getBytes(StandardCharsets.UTF_8));
    crc.update(bytes);
    return head
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(ByteBuffer.allocate(bytes.length + 4)
                .put(bytes)
                .putInt((int) crc.getValue())
                .array());
  }
}
