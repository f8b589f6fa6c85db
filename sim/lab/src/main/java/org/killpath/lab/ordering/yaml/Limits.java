package org.killpath.lab.ordering.yaml;

/** How much a script can ask for: a world is small, and what is read may come from anybody. */
final class Limits {
  /** Bytes of text. */
  static final int BYTES = 64 * 1024;

  static final int TASKS = 24;
  static final int PAGES = 16;

  /** Steps that stand in one list. */
  static final int STEPS = 64;

  /** Times that something is repeated. */
  static final int REPEATS = 100;

  /** Steps of all tasks together, each as often as it is repeated. */
  static final int STEPS_IN_ALL = 400;

  /** Packets before one kick. */
  static final int PACKETS = 64;

  /** Requests that an IOTLB message wakes. */
  static final int MISSES = 8;

  /**
   * Tasks that the kernel may have to make in the course of it: a worker for each NEW_WORKER, a
   * kernel task for each command or frame.
   */
  static final int MADE_BY_THE_KERNEL = 24;

  private Limits() {}
}
