package org.killpath.lab.design.edit;

/** When a kill handler holds worker.mutex. */
enum Holding {
  /** From the mark to the end. */
  THROUGHOUT,
  /** Not while it detaches and waits for readers. */
  NOT_WHILE_DETACHING,
  /** Not while it waits for readers. */
  NOT_FOR_READERS,
  /** Never: a spinlock per worker guards the mark and the detaching. */
  NEVER,
  /** While it drains and hands the rest to a kernel work item. */
  UNTIL_HANDED_OVER,
  /** Not any more when it hands the rest to a kernel work item. */
  UNTIL_BEFORE_HANDING_OVER;

  /** Is the detaching left to a kernel work item? */
  boolean isHandedOver() {
    return this == UNTIL_HANDED_OVER || this == UNTIL_BEFORE_HANDING_OVER;
  }
}
