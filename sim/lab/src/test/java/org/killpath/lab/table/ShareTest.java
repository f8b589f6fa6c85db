package org.killpath.lab.table;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

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
