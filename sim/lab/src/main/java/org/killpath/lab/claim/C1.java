package org.killpath.lab.claim;

import java.util.List;
import java.util.Locale;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C1. */
final class C1 implements Claim {
  private static final List<String> ORDERINGS = List.of("C", "F", "C2", "D2", "E2");

  @Override
  public String id() {
    return "C1";
  }

  @Override
  public String says() {
    return "taking vq.mutex in the kill handler is unwise; a lock of its own for the"
        + " assignment of workers would do";
  }

  @Override
  public String by() {
    return "M. S. Tsirkin";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("upstream", "assignment-lock"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final List<String> upstream = measured.hangsAmong(ORDERINGS, "upstream");
    final List<String> rest = measured.hangsAmong(ORDERINGS, "assignment-lock");
    final List<String> mended =
        upstream.stream().filter(id -> !rest.contains(id)).toList();
    final Answer answer;
    if (rest.isEmpty()) {
      answer = Answer.HOLDS;
    } else {
      answer = mended.isEmpty() ? Answer.DOES_NOT_HOLD : Answer.HOLDS_ONLY_IF;
    }
    return new Ruling(
        answer,
        String.format(
                Locale.ROOT,
                "upstream hangs in %s; with a lock of its own %s no longer hang, and %s still"
                    + " do: the data",
                join(upstream),
                join(mended),
                join(rest))
            + " path takes vq.mutex too, and the drain runs it",
        cells(),
        rest.stream().findFirst().flatMap(id -> measured.tokenOfHang(id, "assignment-lock")));
  }

  private static String join(List<String> ids) {
    return ids.isEmpty() ? "none" : String.join(", ", ids);
  }
}
