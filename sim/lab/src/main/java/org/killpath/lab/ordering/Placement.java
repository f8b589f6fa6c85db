package org.killpath.lab.ordering;

/**
 * What lies on a page.
 *
 * @param vq the virtqueue it belongs to; 0 for what belongs to the device
 * @param page the name of the page
 */
public record Placement(Place place, Part part, int vq, String page) {
  /** The parts of memory that an ordering can place. */
  public enum Part {
    /** Descriptors, available and used ring. */
    RING,
    /** Of the ring, the descriptors alone. */
    DESCRIPTORS,
    /** Of the ring, the available ring alone. */
    AVAILABLE,
    /** Of the ring, the used ring alone. */
    USED,
    /** What the descriptors point to. */
    BUFFERS,
    /** The data of SCSI commands, which are pinned. */
    DATA,
    /** The dirty log; of the device. */
    LOG,
    /** Where responses are written, if not into the buffers. */
    RESPONSES,
    /** The blocks that SCSI commands of the virtqueue read; not user memory. */
    STORAGE,
    /** Where frames that are sent without a copy go; of the device, and not user memory. */
    WIRE
  }

  /** Is it what stands behind the device, and not the guest's memory? */
  public boolean isBehindTheDevice() {
    return part == Part.STORAGE || part == Part.WIRE;
  }
}
