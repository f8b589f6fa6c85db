package org.killpath.lab.vhost;

import java.util.Optional;

/**
 * One way to build the teardown path: a column of the outcome table.
 *
 * <p>A design says who proposed it and what it changes, and makes its {@link Parts} anew for each
 * device, so that locks and flags of its own live as long as the device does.
 */
public interface Design {
  /** Its name in tables and on the command line, for example {@code drain-first}. */
  String id();

  /** Who proposed it, or in which versions it was or is the kernel's. */
  String proposedBy();

  /** What it changes against upstream, in a sentence or two. */
  String changes();

  /** Its name without that of the kernel version in which it is seen. */
  default String plainId() {
    return id();
  }

  /** In which kernel version it is seen, in a sentence; nothing if in none in particular. */
  default Optional<String> kernel() {
    return Optional.empty();
  }

  /** The parts that serve {@code dev}. */
  Parts parts(VhostDev dev);
}
