package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C4. */
final class C4 implements Claim {

  @Override
  public String id() {
    return "C4";
  }

  @Override
  public String says() {
    return "no extra lock on the data path";
  }

  @Override
  public String by() {
    return "M. S. Tsirkin";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(List.of("C", "C2", "D2", "E2", "F"), List.of("killable-datapath"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final boolean cures =
        cells().stream().noneMatch(cell -> measured.hangs(cell.scenario(), cell.design()));
    final boolean free = measured.costs("killable-datapath").equals(measured.costs("upstream"));
    return new Ruling(
        cures && free ? Answer.HOLDS : Answer.DOES_NOT_HOLD,
        cures && free
            ? "a design without any hang in these orderings (killable-datapath) takes exactly the"
                + " locks that upstream takes for a host packet, a guest kick and a flush"
            : "no design measured here is both free of hangs and free of charge",
        cells(),
        measured.token("C2", "killable-datapath"));
  }
}
