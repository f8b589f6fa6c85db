package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C7. */
final class C7 implements Claim {
  private static final List<String> ORDERINGS =
      List.of("D1", "D2", "raced-D1", "raced-D2", "kill-flush");

  @Override
  public String id() {
    return "C7";
  }

  @Override
  public String says() {
    return "flush waiters hold locks that the handler needs: a circular wait";
  }

  @Override
  public String by() {
    return "code review (second seed)";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("upstream", "dev-mutex", "flush-holds-mutex"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final boolean upstream =
        ORDERINGS.stream().anyMatch(id -> measured.shows(id, "upstream", VhostOutcome.DEADLOCK));
    final boolean others = measured.shows("D1", "dev-mutex", VhostOutcome.DEADLOCK)
        && measured.shows("D1", "flush-holds-mutex", VhostOutcome.DEADLOCK);
    final Answer answer;
    if (upstream) {
      answer = Answer.HOLDS;
    } else {
      answer = others ? Answer.HOLDS_ONLY_IF : Answer.DOES_NOT_HOLD;
    }
    return new Ruling(
        answer,
        upstream
            ? "upstream shows a cycle"
            : "the handler takes dev.mutex, or a flush keeps worker.mutex while it waits: then"
                + " there is a cycle (D1, D2); upstream shows none in any of these orderings",
        cells(),
        measured.tokenOfHang("D1", "flush-holds-mutex"));
  }
}
