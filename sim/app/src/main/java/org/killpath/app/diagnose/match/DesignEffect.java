package org.killpath.app.diagnose.match;

import java.util.List;
import org.killpath.engine.judge.Outcome;

/**
 * What one design does in the orderings that fit best.
 *
 * @param hangsIn those in which a task like the hung one of the log hangs
 * @param othersHangIn those in which only another task does
 * @param worst the worst outcome of all
 * @param in all orderings that it was run in
 */
public record DesignEffect(
    String design,
    List<String> hangsIn,
    List<String> othersHangIn,
    Outcome worst,
    List<String> in) {
  public DesignEffect {
    hangsIn = List.copyOf(hangsIn);
    othersHangIn = List.copyOf(othersHangIn);
    in = List.copyOf(in);
  }

  public boolean avoidsTheHang() {
    return hangsIn.isEmpty();
  }
}
