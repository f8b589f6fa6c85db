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
    /** What the descriptors point to. */
    BUFFERS,
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
