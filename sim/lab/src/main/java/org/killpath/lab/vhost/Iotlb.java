package org.killpath.lab.vhost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.EndlessLoop;

/**
 * Mirrors {@code struct vhost_iotlb} (drivers/vhost/iotlb.c, 6.12 to 7.3): the ranges of guest
 * addresses that the device may use. A device has one as its memory table, and another in place of
 * it once the guest's addresses pass through an IOMMU.
 *
 * <p>Given up: where the ranges lie in user memory, what each permits, and that SET_MEM_TABLE puts
 * another table in the place of the old one.
 */
public final class Iotlb extends Allocation {
  private static final CFunction ACCESS_OK = VhostDev.function("iotlb_access_ok");

  /** Addresses, both ends included; unsigned. */
  public record Range(long start, long last) {
    /** Every address there is. */
    public static final Range WHOLE = new Range(0, -1L);

    /** The part in which the rings and buffers of the orderings lie. */
    public static final Range GUEST = new Range(0, (1L << 30) - 1);

    boolean contains(long address) {
      return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, last) <= 0;
    }

    boolean overlaps(Range other) {
      return Long.compareUnsigned(start, other.last) <= 0
          && Long.compareUnsigned(other.start, last) <= 0;
    }

    /** In 64 bits, in which the size of {@link #WHOLE} is 0. */
    long size() {
      return last - start + 1;
    }
  }

  private final List<Range> ranges = new ArrayList<>();

  /** An empty one. */
  public Iotlb(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** {@code vhost_iotlb_add_range()}, one entry of it. */
  public void add(Task current, Range range) {
    visible(current, Op.WRITE);
    ranges.add(range);
  }

  /** {@code vhost_iotlb_del_range()}. */
  public void delete(Task current, Range range) {
    visible(current, Op.WRITE);
    ranges.removeIf(range::overlaps);
  }

  /** {@code translate_desc()}: looks an address up, on the way to user memory. */
  void translate(Task current) {
    visible(current, Op.READ);
  }

  /** Likewise, and tells whether there is an entry: if not, that is a miss. */
  boolean contains(Task current, Range wanted) {
    visible(current, Op.READ);
    return find(wanted.start()).isPresent();
  }

  /**
   * {@code iotlb_access_ok()}: false if a part of {@code wanted} is not in the table. Walks from
   * entry to entry by their sizes, so it never gets past one whose size is 0.
   */
  boolean accessOk(Task current, Range wanted) {
    try (Frame fn = current.enter(ACCESS_OK)) {
      visible(current, Op.READ);
      long address = wanted.start();
      long done = 0;
      while (Long.compareUnsigned(done, wanted.size()) < 0) {
        final Optional<Range> entry = find(address);
        if (entry.isEmpty()) {
          return false;
        }
        final long step = entry.get().size() - address + entry.get().start();
        if (step == 0) {
          new EndlessLoop(kernel(), "entry of size 0").enter(current);
        }
        done += step;
        address += step;
      }
      return true;
    }
  }

  private Optional<Range> find(long address) {
    return ranges.stream().filter(range -> range.contains(address)).findFirst();
  }
}
