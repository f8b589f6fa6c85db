package org.killpath.lab.ordering;

import java.util.List;
import java.util.Optional;

/**
 * What the first thread of the owner's group does.
 *
 * @param setsOwner it calls VHOST_SET_OWNER before the ordering
 * @param starts and then it makes the ioctls after which the device handles packets
 * @param prepares what it does between the two
 * @param does what it does in the ordering itself, before it waits for its end
 * @param onlyUser nobody else has the device open
 * @param userfaultfd where the group has a userfaultfd of its own, which nobody else has; empty if
 *     somebody outside has it instead
 */
public record Owner(
    boolean setsOwner,
    boolean starts,
    List<Step> prepares,
    List<Step> does,
    boolean onlyUser,
    Optional<Descriptor> userfaultfd) {
  /** Where a descriptor lies, seen from that of the device. */
  public enum Descriptor {
    ABOVE,
    BELOW
  }

  public Owner {
    prepares = List.copyOf(prepares);
    does = List.copyOf(does);
  }
}
