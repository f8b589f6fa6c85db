package org.killpath.lab.design.history;

import org.killpath.lab.design.Kthread;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Stops the device at the last close only if the caller still has the owner's address space. */
public final class OwnerStopsOnly implements Design {
  @Override
  public String id() {
    return "owner-stops-only";
  }

  @Override
  public String proposedBy() {
    return "Linux until 2022 (changed by a58da53ffd70), whose workers were kernel threads";
  }

  @Override
  public String changes() {
    return "kthread, and the last close of vsock checks for the owner before it stops the device:"
        + " an exiting task is nobody.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return new Kthread().parts(dev).withOwnerCheckAtRelease();
  }
}
