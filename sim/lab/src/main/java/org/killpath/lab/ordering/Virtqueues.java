package org.killpath.lab.ordering;

import java.util.List;
import java.util.OptionalInt;
import org.killpath.lab.vhost.device.Device;

/** What scripts call the virtqueues of each device. */
public final class Virtqueues {
  private static final List<String> TWO = List.of("rx", "tx");
  private static final List<String> SCSI = List.of("ctl", "evt", "2", "3", "4", "5");

  private Virtqueues() {}

  /** All of them, in the order of their numbers. */
  public static List<String> words(Device.Kind device) {
    return device == Device.Kind.SCSI ? SCSI : TWO;
  }

  /** The number of the one of that name, if there is one. */
  public static OptionalInt number(Device.Kind device, String word) {
    final int found = words(device).indexOf(word);
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }
}
