package org.killpath.lab.claim;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C11. */
final class C11 implements Claim {
  private static final List<String> ORDERINGS =
      List.of("BF", "C", "C2", "D1", "D2", "E2", "F", "A", "kill-flush", "kill-release");

  @Override
  public String id() {
    return "C11";
  }

  @Override
  public String says() {
    return "telling a task that is blocked on vq.mutex from one that is stuck in"
        + " synchronize_rcu() confirms which theory holds";
  }

  @Override
  public String by() {
    return "code review";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("upstream"));
  }

  @Override
  public List<String> proposals() {
    return List.of("upstream");
  }

  @Override
  public Ruling judge(Measured measured) {
    final Set<String> places = measured.stuckPlaces(cells());
    final boolean anyRcu = places.stream().anyMatch(place -> place.contains("synchronize_rcu"));
    final long onVqMutex =
        places.stream().filter(place -> place.contains("vq.mutex")).count();
    return new Ruling(
        anyRcu ? Answer.HOLDS : Answer.DOES_NOT_HOLD,
        anyRcu
            ? "a task is stuck in synchronize_rcu() in some ordering"
            : "nobody is ever stuck in synchronize_rcu(), so that the distinction decides nothing; the"
                + String.format(
                    Locale.ROOT,
                    " places are %s, %d of them on vq.mutex with different causes",
                    String.join("; ", places),
                    onVqMutex),
        cells(),
        measured.tokenOfHang("C2", "upstream"));
  }
}
