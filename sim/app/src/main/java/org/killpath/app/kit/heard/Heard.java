package org.killpath.app.kit.heard;

import java.util.List;

/**
 * What was said on one console.
 *
 * @param played in order
 * @param faults what cannot be read or is missing, one clear line each; empty if all is there
 */
public record Heard(List<Played> played, List<String> faults) {
  public Heard {
    played = List.copyOf(played);
    faults = List.copyOf(faults);
  }
}
