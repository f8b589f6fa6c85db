package org.killpath.lab.design.history;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Takes an IOTLB entry of every address there is, whose size is 0 in 64 bits. */
public final class IotlbSizeZero implements Design {
  @Override
  public String id() {
    return "iotlb-size-zero";
  }

  @Override
  public String proposedBy() {
    return "Linux until 2022 (changed by e2ae38cf3d91)";
  }

  @Override
  public String changes() {
    return "An IOTLB update of 0..2^64-1 becomes one entry instead of two; the handler is"
        + " upstream's.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withIotlbUpdate((current, iotlb, range) -> {
      iotlb.add(current, range);
      return 0;
    });
  }
}
