package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C3. */
final class C3 implements Claim {

  @Override
  public String id() {
    return "C3";
  }

  @Override
  public String says() {
    return "another lock is not enough: vq.mutex is held around user accesses, so that a"
        + " wait spreads between vhost thread and user thread, and any ioctl can bring it"
        + " about";
  }

  @Override
  public String by() {
    return "M. S. Tsirkin";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(List.of("C2", "D2", "E2", "N"), List.of("assignment-lock"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final boolean notEnough = measured.hangs("C2", "assignment-lock");
    final boolean everyIoctl = measured.hangs("N", "assignment-lock");
    final Answer answer;
    if (!notEnough) {
      answer = Answer.DOES_NOT_HOLD;
    } else {
      answer = everyIoctl ? Answer.HOLDS : Answer.HOLDS_ONLY_IF;
    }
    return new Ruling(
        answer,
        notEnough && !everyIoctl
            ? "the ioctl sleeps with vq.mutex held: then a worker in the data path waits for it"
                + " (C2) whatever guards the assignment; an ioctl that faults on its first word has"
                + " dev.mutex only and blocks nobody that was killed (N)"
            : "C2 and N decide",
        cells(),
        measured.tokenOfHang("C2", "assignment-lock"));
  }
}
