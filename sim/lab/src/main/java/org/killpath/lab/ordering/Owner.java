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
 * @param pipe where the group has the only write end of a pipe; empty if it has none
 * @param secondDevice where the group has a second device of the kind, which nobody else has: of
 *     vhost-net a second pair of queues; empty if it has none
 */
public record Owner(
    boolean setsOwner,
    boolean starts,
    List<Step> prepares,
    List<Step> does,
    boolean onlyUser,
    Optional<Descriptor> userfaultfd,
    Optional<Descriptor> pipe,
    Optional<Descriptor> secondDevice) {
  /** Sets the device up and starts it, and has nothing else. */
  public static final Owner USUAL = new Owner(
      true,
      true,
      List.of(),
      List.of(),
      false,
      Optional.empty(),
      Optional.empty(),
      Optional.empty());

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
