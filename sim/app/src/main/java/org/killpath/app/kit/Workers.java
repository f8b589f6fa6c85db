package org.killpath.app.kit;

/** What kind of worker the device of a kit asks the kernel for. */
public enum Workers {
  /** What the kernel gives unless it is asked for something else. */
  USUAL,
  /** A kernel thread: VHOST_SET_FORK_FROM_OWNER with 0, before the owner is set. */
  KTHREAD
}
