package org.killpath.lab.scenario.script;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.device.Device;

/** One step of a script, ready to be played in any world. */
@FunctionalInterface
interface Act<D extends Device> {
  /** Does it; false if {@code current} has met its end meanwhile and does nothing more. */
  boolean perform(Play<D> play, Task current);

  /** One that the task survives. */
  @FunctionalInterface
  interface Survived<D extends Device> {
    void perform(Play<D> play, Task current);
  }

  static <D extends Device> Act<D> of(Survived<D> act) {
    return (play, current) -> {
      act.perform(play, current);
      return true;
    };
  }
}
