package org.killpath.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.KeptFile;

/**
 * Kept files, changed at random: refused in one line, or what they were before. With {@code
 * -Dmutations=10000} as often as one likes.
 */
class MutatedFilesTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 1000);
  private static final Pattern NUMBER = Pattern.compile("(?<=[:,\\[])-?\\d+");
  private static final long[] NUMBERS = {
    0, 1, 2, 3, 5, 59, 63, 64, 255, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1
  };

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(strings = {"campaign", "search"})
  void bytesThatWereChangedAreRefusedOrDoNotMatter(String kind) {
    if (kind.equals("campaign")) {
      bytes(CampaignFile.FORM, Kept.campaign());
    } else {
      bytes(KeptSearch.FORM, Kept.search("dpor", 60));
    }
  }

  private <T extends KeptFile.Body> void bytes(KeptFile<T> form, T truth) {
    final byte[] text = form.text(truth).getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      try {
        assertThat(Kept.read(form, mutated(text))).isEqualTo(truth);
      } catch (BadFile e) {
        assertThat(e.getMessage()).hasLineCount(1);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS * 9 / 10);
  }

  private byte[] mutated(byte[] text) {
    final int at = random.nextInt(text.length);
    final byte[] changed = text.clone();
    switch (random.nextInt(5)) {
      case 0 -> changed[at] = (byte) random.nextInt();
      case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        return Arrays.copyOf(text, at);
      }
      case 3 -> {
        final int from = random.nextInt(text.length);
        final int length = Math.min(random.nextInt(1, 50), text.length - Math.max(at, from));
        System.arraycopy(text, from, changed, at, length);
      }
      default -> {
        return (new String(text, 0, at, StandardCharsets.UTF_8)
                + NUMBERS[random.nextInt(NUMBERS.length)]
                + new String(text, at, text.length - at, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return changed;
  }

  /** With a digest of its own, one number changes: all sums that it is part of must be off. */
  @ParameterizedTest
  @ValueSource(strings = {"campaign", "search"})
  void aNumberThatWasChangedByWhoKnowsTheDigestIsRefusedOrLeadsTheSameWay(String kind) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      int refused = 0;
      for (int i = 0; i < MUTATIONS; i++) {
        try {
          if (kind.equals("campaign")) {
            Kept.read(CampaignFile.FORM, lie(CampaignFile.FORM.text(CAMPAIGN)))
                .restore(Kept.CELLS, controlled);
          } else {
            Kept.read(KeptSearch.FORM, lie(KeptSearch.FORM.text(SEARCH)))
                .resume(Kept.SEARCHED, List.of(), controlled);
          }
        } catch (BadFile e) {
          assertThat(e.getMessage()).hasLineCount(1);
          refused++;
        }
      }
      // What may pass: a seed, when a verdict was seen first, an alternative that is left to try.
      assertThat(refused).isGreaterThan(MUTATIONS * 3 / 4);
    }
  }

  private static final CampaignFile CAMPAIGN = Kept.campaign();
  private static final KeptSearch SEARCH = Kept.search("dpor", 60);

  private String lie(String text) {
    final String body = Sealed.body(text);
    final MatchResult[] numbers = NUMBER.matcher(body).results().toArray(MatchResult[]::new);
    final MatchResult number = numbers[random.nextInt(numbers.length)];
    return Sealed.with(
        text,
        body.substring(0, number.start())
            + NUMBERS[random.nextInt(NUMBERS.length)]
            + body.substring(number.end()));
  }
}
