package org.killpath.lab.table;

import org.killpath.lab.vhost.Parts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a whole, as percentages that never say all or nothing unless it is. */
public final class Share {
  private static final int MOST_DIGITS = 9;

  private Share() {}

  /** One part. */
  public static String text(long count, long all) {
    if (all == 0) {
      return "-";
    }
    for (int digits = digits(count, all); digits < MOST_DIGITS; digits++) {
      final BigDecimal percent = BigDecimal.valueOf(count)
          .movePointRight(2)
          .divide(BigDecimal.valueOf(all), digits, RoundingMode.HALF_UP);
      if (saysWhatIs(percent, count, all)) {
        return percent.toPlainString() + " %";
      }
    }
    return 100.0 * count / all + " %";
  }

  /**
   * All parts of one whole, so that what is shown adds up to a hundred: each by itself if that does,
   * or else with as many digits each. What rounding down leaves over goes to those that lost most.
   */
  public static List<String> texts(List<Long> counts) {
    final long all = counts.stream().mapToLong(Long::longValue).sum();
    final List<String> each = counts.stream().map(count -> text(count, all)).toList();
    if (addsUp(each)) {
      return each;
    }
    int digits = counts.stream().mapToInt(count -> digits(count, all)).max().orElse(0);
    while (true) {
      final List<BigDecimal> shown = addingUp(counts, all, digits);
      if (digits == MOST_DIGITS
          || IntStream.range(0, counts.size())
              .allMatch(i -> saysWhatIs(shown.get(i), counts.get(i), all))) {
        return shown.stream().map(percent -> percent.toPlainString() + " %").toList();
      }
      digits++;
    }
  }

  private static boolean addsUp(List<String> shares) {
    return shares.stream()
            .map(share -> new BigDecimal(share.replace(" %", "")))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .compareTo(BigDecimal.valueOf(100))
        == 0;
  }

  private static List<BigDecimal> addingUp(List<Long> counts, long all, int digits) {
    final BigInteger whole = BigInteger.TEN.pow(digits + 2);
    final List<BigInteger> units = new ArrayList<>();
    final List<BigInteger> lost = new ArrayList<>();
    BigInteger left = whole;
    for (long count : counts) {
      final BigInteger[] parts =
          whole.multiply(BigInteger.valueOf(count)).divideAndRemainder(BigInteger.valueOf(all));
      units.add(parts[0]);
      lost.add(parts[1]);
      left = left.subtract(parts[0]);
    }
    IntStream.range(0, counts.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> lost.get(i))
            .thenComparing(counts::get)
            .reversed())
        .limit(left.longValueExact())
        .forEach(i -> units.set(i, units.get(i).add(BigInteger.ONE)));
    return units.stream().map(unit -> new BigDecimal(unit, digits)).toList();
  }

  /** What is close to nothing or to all needs a digit behind the point. */
  private static int digits(long count, long all) {
    final boolean close = count * 100.0 / all < 1 || count * 100.0 / all > 99;
    return count > 0 && count < all && close ? 1 : 0;
  }

  private static boolean saysWhatIs(BigDecimal percent, long count, long all) {
    return (percent.signum() == 0) == (count == 0)
        && (percent.compareTo(BigDecimal.valueOf(100)) == 0) == (count == all);
  }
}
