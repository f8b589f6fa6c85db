package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C8. */
final class C8 implements Claim {
  private static final List<String> ORDERINGS = List.of("BF", "C", "C2", "D2", "E2", "F");

  @Override
  public String id() {
    return "C8";
  }

  @Override
  public String says() {
    return "draining first, right after killed := true, breaks the hang";
  }

  @Override
  public String by() {
    return "code review";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("upstream", "drain-first"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final List<String> before = measured.hangsAmong(ORDERINGS, "upstream");
    final List<String> after = measured.hangsAmong(ORDERINGS, "drain-first");
    final boolean any = before.stream().anyMatch(id -> !after.contains(id));
    return new Ruling(
        any ? Answer.HOLDS_ONLY_IF : Answer.DOES_NOT_HOLD,
        any
            ? "only some orderings no longer hang: still " + String.join(", ", after)
            : "it still hangs in every ordering in which upstream hangs: "
                + String.join(", ", after),
        cells(),
        measured.tokenOfHang("C", "drain-first"));
  }
}
