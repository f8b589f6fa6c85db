package org.killpath.lab.scenario.script;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.vhost.device.Device;

/** A call on the device, ready to be made in any world: what is done while the file is pinned. */
@FunctionalInterface
interface Call<D extends Device> {
  /** Makes it; its answer. */
  long on(Play<D> play, Task current);
}
