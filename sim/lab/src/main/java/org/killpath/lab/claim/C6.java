package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C6. */
final class C6 implements Claim {

  @Override
  public String id() {
    return "C6";
  }

  @Override
  public String says() {
    return "dev.mutex in the handler was tried first and dropped, since ioctls flush under it";
  }

  @Override
  public String by() {
    return "M. Christie";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(List.of("D1", "D2", "kill-flush"), List.of("dev-mutex"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final boolean pending = measured.always("D1", "dev-mutex", VhostOutcome.DEADLOCK)
        && measured.always("D2", "dev-mutex", VhostOutcome.DEADLOCK);
    final boolean raced = measured.shows("kill-flush", "dev-mutex", VhostOutcome.DEADLOCK);
    return new Ruling(
        pending && raced ? Answer.HOLDS : Answer.DOES_NOT_HOLD,
        pending && raced
            ? "whenever a flush is pending under dev.mutex when the kill lands, handler and flusher"
                + " wait for each other for ever (D1, D2), and sometimes in the plain race"
            : "D1, D2 and kill-flush decide",
        cells(),
        measured.tokenOfHang("kill-flush", "dev-mutex"));
  }
}
