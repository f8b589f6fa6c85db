package org.killpath.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Percentages. */
class ShareTest {
  @Property
  void onlyAllIsAHundredPercentAndOnlyNothingIsNone(
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long all,
      @ForAll @LongRange(max = 1_000_000_000L) long number) {
    final long count = number % (all + 1);
    final double shown = Double.parseDouble(Share.text(count, all).replace(" %", ""));
    assertThat(shown == 100).isEqualTo(count == all);
    assertThat(shown == 0).isEqualTo(count == 0);
  }

  private static BigDecimal sum(List<String> shares) {
    return shares.stream()
        .map(share -> new BigDecimal(share.replace(" %", "")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Property
  void theSharesOfAWholeAddUpToAHundredAndNoneIsMoreThanAUnitOff(
      @ForAll @Size(min = 1, max = 10) List<@LongRange(min = 1, max = 1_000_000L) Long> counts) {
    final List<String> shares = Share.texts(counts);
    assertThat(sum(shares)).isEqualByComparingTo("100");
    final long all = counts.stream().mapToLong(Long::longValue).sum();
    for (int i = 0; i < counts.size(); i++) {
      final BigDecimal shown = new BigDecimal(shares.get(i).replace(" %", ""));
      final BigDecimal unit = BigDecimal.ONE.movePointLeft(shown.scale());
      assertThat(shown.doubleValue())
          .isCloseTo(100.0 * counts.get(i) / all, within(unit.doubleValue()))
          .isPositive();
    }
  }

  @Example
  void aHalfOnBothSidesIsNotRoundedUpTwice() {
    assertThat(Share.texts(List.of(197L, 3L))).containsExactly("99 %", "1 %");
    assertThat(Share.texts(List.of(1L, 1L, 1L))).containsExactly("34 %", "33 %", "33 %");
    assertThat(Share.texts(List.of(63L, 3L, 934L))).containsExactly("6.3 %", "0.3 %", "93.4 %");
    assertThat(Share.texts(List.of(1L, 198L, 1L))).containsExactly("0.5 %", "99 %", "0.5 %");
    assertThat(Share.texts(List.of(7L))).containsExactly("100 %");
  }

  @Example
  void asManyDigitsAsAreNeeded() {
    assertThat(Share.text(1, 3)).isEqualTo("33 %");
    assertThat(Share.text(1, 1000)).isEqualTo("0.1 %");
    assertThat(Share.text(5, 1000)).isEqualTo("0.5 %");
    assertThat(Share.text(995, 1000)).isEqualTo("99.5 %");
    assertThat(Share.text(999, 1000)).isEqualTo("99.9 %");
    assertThat(Share.text(0, 0)).isEqualTo("-");
  }
}
