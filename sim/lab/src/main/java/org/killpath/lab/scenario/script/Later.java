package org.killpath.lab.scenario.script;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.Device;

/** A script that is read when its first world is made. Those of equal sources are equal. */
final class Later<D extends Device> implements Consumer<Scene<D>> {
  private final Supplier<OrderingScript> source;
  private final Calls<D> calls;
  private volatile Optional<Scripted<D>> read = Optional.empty();

  Later(Supplier<OrderingScript> source, Calls<D> calls) {
    this.source = source;
    this.calls = calls;
  }

  /** One that has been read. */
  record Given(OrderingScript script) implements Supplier<OrderingScript> {
    @Override
    public OrderingScript get() {
      return script;
    }
  }

  /** Puts everybody into a new scene. What is read twice, by two threads at once, is the same. */
  @Override
  public void accept(Scene<D> scene) {
    if (read.isEmpty()) {
      read = Optional.of(new Scripted<>(source.get(), calls));
    }
    read.get().describe(scene);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Later<?> that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }
}
