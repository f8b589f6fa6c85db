package org.killpath.lab.design.history;

import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Forgets a task management function whose response work is refused. */
public final class TmfRefusalIgnored implements Design {
  @Override
  public String id() {
    return "tmf-refusal-ignored";
  }

  @Override
  public String proposedBy() {
    return "Linux before 6.10 (changed by 0352c961cb35)";
  }

  @Override
  public String changes() {
    return "vhost-scsi does not look whether its response work was refused, and never releases"
        + " what the function holds; the handler is upstream's.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withRefusedTmf((current, releaseResources) -> {});
  }
}
