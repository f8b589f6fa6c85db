package org.killpath.lab.campaign;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.killpath.lab.campaign.file.BadFile;

/**
 * The numbers of one cell, which must agree with each other whoever wrote them.
 *
 * @param schedules executions that were run to their end
 * @param missed those of them that did not come to the ordering
 * @param missing what the first of those waited for; nothing if there is none
 * @param cut executions that were ended early
 * @param shown what the others showed
 */
public record Counts(
    String cell, long schedules, long missed, String missing, long cut, List<KeptSighting> shown) {
  /** More than could be run in a century. */
  private static final long MOST = 1L << 53;

  void check() {
    expect(isCount(schedules) && isCount(missed) && isCount(cut), "a number is out of range");
    expect(missed <= schedules, "more executions missed the ordering than there were");
    expect((missed > 0) != missing.isEmpty(), "what was waited for in vain does not fit");
    long judged = 0;
    final Set<Long> firsts = new HashSet<>();
    for (KeptSighting seen : shown) {
      expect(seen.count() >= 1 && seen.count() <= schedules, "a number is out of range");
      expect(
          seen.first() >= 0 && seen.first() <= schedules - seen.count() && seen.handoffs() >= 1,
          "a number is out of range");
      expect(firsts.add(seen.first()), "two verdicts begin with the same execution");
      judged += seen.count();
      expect(judged <= schedules, "its verdicts are more than its schedules");
    }
    expect(judged + missed == schedules, "its verdicts do not sum up to its schedules");
    expect(
        shown.isEmpty() || missed > 0 || firsts.contains(0L), "its first execution shows nothing");
  }

  /** Executions that were begun. */
  long begun() {
    return schedules + cut;
  }

  private static boolean isCount(long number) {
    return number >= 0 && number <= MOST;
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new BadFile("it is damaged: " + cell + ": " + otherwise);
    }
  }
}
