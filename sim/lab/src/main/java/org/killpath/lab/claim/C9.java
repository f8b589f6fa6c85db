package org.killpath.lab.claim;

import java.util.List;
import java.util.Locale;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C9. */
final class C9 implements Claim {
  private static final List<String> ORDERINGS = List.of("C", "F", "C2", "D2", "E2");
  private static final List<String> DESIGNS = List.of("trylock-backoff", "deferred-detach");

  @Override
  public String id() {
    return "C9";
  }

  @Override
  public String says() {
    return "trylock with back-off, or deferring the detach to another context, avoids the hang";
  }

  @Override
  public String by() {
    return "code review";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, DESIGNS);
  }

  @Override
  public List<String> proposals() {
    return DESIGNS;
  }

  @Override
  public Ruling judge(Measured measured) {
    final List<String> trylock = measured.hangsAmong(ORDERINGS, DESIGNS.get(0));
    final List<String> deferred = measured.hangsAmong(ORDERINGS, DESIGNS.get(1));
    final boolean gaveUp = measured.shows("C", DESIGNS.get(0), VhostOutcome.GAVE_UP);
    final boolean detachMended = !trylock.contains("C") && !deferred.contains("C");
    final Answer answer;
    if (trylock.isEmpty() && deferred.isEmpty()) {
      answer = Answer.HOLDS;
    } else {
      answer = detachMended ? Answer.HOLDS_ONLY_IF : Answer.DOES_NOT_HOLD;
    }
    return new Ruling(
        answer,
        String.format(
                Locale.ROOT,
                "the worker is idle when the kill lands (C, F)%s; with work queued or under way"
                    + " trylock still",
                gaveUp ? ", and trylock then leaves the virtqueue attached" : "")
            + String.format(
                Locale.ROOT,
                " hangs in %s, deferring in %s",
                String.join(", ", trylock),
                String.join(", ", deferred)),
        cells(),
        measured.tokenOfHang("C2", DESIGNS.get(0)));
  }
}
