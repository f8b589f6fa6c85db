package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C2. */
final class C2 implements Claim {
  private static final List<String> ORDERINGS =
      List.of("B", "BF", "C", "C2", "D1", "D2", "E2", "F", "N", "A", "kill-flush");

  @Override
  public String id() {
    return "C2";
  }

  @Override
  public String says() {
    return "no new lock before the cause is shown";
  }

  @Override
  public String by() {
    return "H. Danton";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("assignment-lock", "lock-free-detach"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final boolean same = ORDERINGS.stream()
        .allMatch(id -> measured
            .cell(id, "assignment-lock")
            .seen()
            .equals(measured.cell(id, "lock-free-detach").seen()));
    return new Ruling(
        same ? Answer.HOLDS : Answer.DOES_NOT_HOLD,
        same
            ? "a compare-and-set without any new lock shows the same outcomes as the new lock in"
                + " every ordering measured here"
            : "the new lock and the compare-and-set differ in some ordering",
        cells(),
        measured.token("C", "lock-free-detach"));
  }
}
