package org.killpath.lab.ordering;

import java.util.List;

/**
 * What the first thread of the owner's group does.
 *
 * @param setsOwner it calls VHOST_SET_OWNER before the ordering
 * @param starts and then it makes the ioctls after which the device handles packets
 * @param prepares what it does between the two
 * @param does what it does in the ordering itself, before it waits for its end
 * @param onlyUser nobody else has the device open
 */
public record Owner(
    boolean setsOwner, boolean starts, List<Step> prepares, List<Step> does, boolean onlyUser) {
  public Owner {
    prepares = List.copyOf(prepares);
    does = List.copyOf(does);
  }
}
