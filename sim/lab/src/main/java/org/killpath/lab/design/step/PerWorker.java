package org.killpath.lab.design.step;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.killpath.lab.vhost.VhostWorker;

/** What a design would add to {@code struct vhost_worker}. Most designs add little, and most worlds none. */
public final class PerWorker<T> {
  private final Function<VhostWorker, T> initial;
  private Map<VhostWorker, T> values = Map.of();

  public PerWorker(Function<VhostWorker, T> initial) {
    this.initial = initial;
  }

  public synchronized T of(VhostWorker worker) {
    if (values.isEmpty()) {
      values = new HashMap<>();
    }
    return values.computeIfAbsent(worker, initial);
  }
}
