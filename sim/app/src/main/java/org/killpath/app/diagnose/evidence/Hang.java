package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.vhost.device.Device;

/**
 * One hang, as the log shows it.
 *
 * @param victim the task that tells most: a worker if one is stuck
 * @param others that hang with it, by the watchdog's word
 * @param strangers how many tasks hang, by the watchdog's word, that have nothing to do with vhost
 * @param holder whom the victim waits for
 * @param silent nobody is reported: the lock lists are all there is
 * @param workersWithLocks how many workers the lock lists show; empty if there is no list
 * @param device the driver, if a function names it
 * @param ended where a later lock list shows nothing of it any more
 */
public record Hang(
    Seen victim,
    List<Seen> others,
    int strangers,
    Holder holder,
    boolean silent,
    Optional<Integer> workersWithLocks,
    Optional<Device.Kind> device,
    Optional<String> ended) {
  public Hang {
    others = List.copyOf(others);
  }
}
