package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C10. */
final class C10 implements Claim {
  private static final List<String> ORDERINGS =
      List.of("BF", "C", "C2", "D1", "D2", "E2", "F", "N");

  @Override
  public String id() {
    return "C10";
  }

  @Override
  public String says() {
    return "kthread workers avoid the whole path";
  }

  @Override
  public String by() {
    return "code review";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("kthread"));
  }

  @Override
  public List<String> proposals() {
    return List.of("kthread");
  }

  @Override
  public Ruling judge(Measured measured) {
    final List<String> hung = measured.hangsAmong(ORDERINGS, "kthread");
    final List<String> killed = List.of("C", "C2", "E2", "F", "N");
    final boolean killedEnd = hung.stream().noneMatch(killed::contains);
    final Answer answer;
    if (hung.isEmpty()) {
      answer = Answer.HOLDS;
    } else {
      answer = killedEnd ? Answer.HOLDS_ONLY_IF : Answer.DOES_NOT_HOLD;
    }
    return new Ruling(
        answer,
        "nobody waits for the worker: the killed group always ends, but what waits for a worker"
            + " that no signal reaches goes on waiting ("
            + String.join(", ", hung)
            + ": a flush, or a thread in an unkillable fault)",
        cells(),
        hung.stream()
            .reduce((first, last) -> last)
            .flatMap(id -> measured.tokenOfHang(id, "kthread")));
  }
}
