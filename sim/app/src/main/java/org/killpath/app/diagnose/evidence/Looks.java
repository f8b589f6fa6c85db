package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.PrintedTask;

/**
 * How often a task was looked at, the last time included, without any change in its trace.
 *
 * @param count the looks that showed the same
 * @param first when the first of them was printed, if the log says that
 * @param last when the last was
 */
public record Looks(int count, Optional<String> first, Optional<String> last) {
  static final Looks NONE = new Looks(0, Optional.empty(), Optional.empty());

  /** With one more, if {@code dump} shows what {@code before} showed; else it begins anew. */
  Looks and(Optional<PrintedTask> before, PrintedTask dump) {
    if (dump.running() || dump.calls().isEmpty() || isOfATable(dump)) {
      return NONE;
    }
    final boolean same =
        before.filter(known -> functions(known).equals(functions(dump))).isPresent();
    return same && count > 0
        ? new Looks(count + 1, first, dump.time())
        : new Looks(1, dump.time(), dump.time());
  }

  private static boolean isOfATable(PrintedTask dump) {
    return dump.source() == PrintedTask.Source.CHANNEL;
  }

  private static List<String> functions(PrintedTask dump) {
    return dump.calls().stream().map(Call::function).toList();
  }

  /** Were there several, and is nothing known that says that they were of one moment? */
  public boolean areSeveral() {
    return count > 1
        && seconds().map(apart -> apart >= 1).orElse(first.isEmpty() || !first.equals(last));
  }

  /** How far the first and the last are apart, in whole seconds, if both times are the kernel's. */
  public Optional<Long> seconds() {
    return first.isPresent() && last.isPresent() && isSeconds(first.get()) && isSeconds(last.get())
        ? Optional.of(
            (long) Math.floor(Double.parseDouble(last.get()) - Double.parseDouble(first.get())))
        : Optional.empty();
  }

  private static boolean isSeconds(String time) {
    return time.matches("\\d{1,12}(?:\\.\\d{1,9})?");
  }
}
