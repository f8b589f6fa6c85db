package org.killpath.lab.claim;

import java.util.List;
import java.util.Locale;
import org.killpath.engine.judge.LockOrder;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C12. */
final class C12 implements Claim {
  private static final String WORKER = "worker.mutex";
  private static final String VQ = "vq.mutex";
  private static final List<String> ORDERINGS =
      List.of("C", "C2", "D1", "D2", "E2", "A", "kill-flush", "kill-set-owner", "kill-release");

  @Override
  public String id() {
    return "C12";
  }

  @Override
  public String says() {
    return "worker.mutex and vq.mutex are taken in both orders (AB/BA)";
  }

  @Override
  public String by() {
    return "a bug-hunter's notes";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(ORDERINGS, List.of("upstream"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final LockOrder order = measured.lockOrder("upstream", ORDERINGS);
    final boolean forth = order.has(WORKER, VQ);
    final boolean back = order.has(VQ, WORKER);
    return new Ruling(
        forth && back ? Answer.HOLDS : Answer.DOES_NOT_HOLD,
        String.format(
            Locale.ROOT,
            "over all executions the order is %s; %s",
            forth ? "worker.mutex before vq.mutex" : "never worker.mutex before vq.mutex",
            back ? "and the other way round too" : "never the other way round"),
        cells(),
        measured.token("kill-set-owner", "upstream"));
  }
}
