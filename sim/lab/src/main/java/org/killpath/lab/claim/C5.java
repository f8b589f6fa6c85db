package org.killpath.lab.claim;

import java.util.List;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Ruling.Answer;

/** Claim C5. */
final class C5 implements Claim {

  @Override
  public String id() {
    return "C5";
  }

  @Override
  public String says() {
    return "the lock list shows the handler only; an ioctl may hold vq.mutex and not be shown";
  }

  @Override
  public String by() {
    return "M. Christie";
  }

  @Override
  public List<CellId> cells() {
    return CellId.grid(List.of("C", "F"), List.of("upstream"));
  }

  @Override
  public Ruling judge(Measured measured) {
    final boolean sleeping = showsHolder(measured, "C", TaskState.S);
    final boolean running = showsHolder(measured, "F", TaskState.R);
    return new Ruling(
        running ? Answer.HOLDS_ONLY_IF : Answer.DOES_NOT_HOLD,
        running && sleeping
            ? "the holder is running when the list is printed: in F it retries its fault for ever,"
                + " in state R with vq.mutex held, and kernels before 7.3 print only the count of a"
                + " running task's locks; asleep (C) it is listed"
            : "C and F decide",
        cells(),
        measured.tokenOfHang("F", "upstream"));
  }

  private static boolean showsHolder(Measured measured, String scenario, TaskState state) {
    return measured
        .sighting(
            scenario,
            "upstream",
            verdict -> verdict
                .evidence()
                .role("holder")
                .filter(holder -> holder.state() == state)
                .filter(holder ->
                    holder.locks().stream().anyMatch(lock -> lock.label().equals("vq.mutex")))
                .isPresent())
        .isPresent();
  }
}
