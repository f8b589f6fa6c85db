package org.killpath.lab.design;

import org.killpath.lab.design.step.Detach;
import org.killpath.lab.design.step.Drain;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Keeps the data path out of the kill handler: nothing in it can fault any more. */
public final class FlushOnlyDrain implements Design {
  @Override
  public String id() {
    return "flush-only-drain";
  }

  @Override
  public String proposedBy() {
    return "follows from what the final drain was seen to do on a real kernel";
  }

  @Override
  public String changes() {
    return "Detaches by compare-and-set; the drain runs flush items only, drops and counts the"
        + " others.";
  }

  @Override
  public Parts parts(VhostDev dev) {
    return Parts.upstream().withKillHandler(KillSteps.of(Detach::lockFree, Drain::flushItemsOnly));
  }
}
