package org.killpath.design;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.killpath.vhost.VhostWorker;

/** What a design would add to {@code struct vhost_worker}. */
final class PerWorker<T> {
  private final Map<VhostWorker, T> values = new ConcurrentHashMap<>();
  private final Function<VhostWorker, T> initial;

  PerWorker(Function<VhostWorker, T> initial) {
    this.initial = initial;
  }

  T of(VhostWorker worker) {
    return values.computeIfAbsent(worker, initial);
  }
}
