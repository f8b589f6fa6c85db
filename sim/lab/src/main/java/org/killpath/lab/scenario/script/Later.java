package org.killpath.lab.scenario.script;

import java.util.Optional;
import java.util.function.Supplier;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.Device;

/** A script that is read when its first world is made. */
final class Later<D extends Device> {
  private final Supplier<OrderingScript> source;
  private final Calls<D> calls;
  private volatile Optional<Scripted<D>> read = Optional.empty();

  Later(Supplier<OrderingScript> source, Calls<D> calls) {
    this.source = source;
    this.calls = calls;
  }

  /** What is read twice, by two threads at once, is the same. */
  void describe(Scene<D> scene) {
    if (read.isEmpty()) {
      read = Optional.of(new Scripted<>(source.get(), calls));
    }
    read.get().describe(scene);
  }
}
