package org.killpath.lab.design.step;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.killpath.lab.vhost.VhostWorker;

/** What a design would add to {@code struct vhost_worker}. */
public final class PerWorker<T> {
  private final Map<VhostWorker, T> values = new ConcurrentHashMap<>();
  private final Function<VhostWorker, T> initial;

  public PerWorker(Function<VhostWorker, T> initial) {
    this.initial = initial;
  }

  public T of(VhostWorker worker) {
    return values.computeIfAbsent(worker, initial);
  }
}
