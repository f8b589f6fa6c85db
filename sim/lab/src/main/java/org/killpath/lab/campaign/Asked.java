package org.killpath.lab.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;

/**
 * A budget, written down.
 *
 * @param schedules at most so many in each cell; 0 if there is no such bound
 * @param staged at most so many in each cell whose ordering is staged; 0 likewise
 * @param millis at most so long for all cells together; 0 likewise
 */
public record Asked(long schedules, long staged, long millis) {
  /** That of {@code budget}. */
  public static Asked of(Budget budget) {
    return new Asked(
        budget.schedules().orElse(0),
        budget.staged().orElse(0),
        budget.time().map(Duration::toMillis).orElse(0L));
  }

  void check() {
    if (schedules < 0
        || staged < 0
        || millis < 0
        || (schedules == 0 && millis == 0)
        || (schedules == 0) != (staged == 0)) {
      throw new BadFile("it is damaged: its budget is none");
    }
  }

  /** How many schedules of {@code cell} there may be; 0 if there is no such bound. */
  long most(Cell cell) {
    return cell.scenario().isStaged() ? staged : schedules;
  }

  boolean hasCount() {
    return schedules > 0;
  }

  /** As in "200 schedules, 50 if staged, 30 s". */
  @Override
  public String toString() {
    final List<String> words = new ArrayList<>();
    if (schedules > 0) {
      words.add(schedules + " schedules");
    }
    if (staged != schedules) {
      words.add(staged + " if staged");
    }
    if (millis > 0) {
      words.add(millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms");
    }
    return String.join(", ", words);
  }
}
