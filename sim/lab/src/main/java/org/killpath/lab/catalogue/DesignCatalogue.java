package org.killpath.lab.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.design.AssignmentLock;
import org.killpath.lab.design.DeferredDetach;
import org.killpath.lab.design.DeferredDetachLate;
import org.killpath.lab.design.DevMutex;
import org.killpath.lab.design.DrainFirst;
import org.killpath.lab.design.DropWorkerMutex;
import org.killpath.lab.design.ExitWithoutHandler;
import org.killpath.lab.design.FlushHoldsMutex;
import org.killpath.lab.design.FlushOnlyDrain;
import org.killpath.lab.design.KillableDatapath;
import org.killpath.lab.design.Kthread;
import org.killpath.lab.design.LockFreeDetach;
import org.killpath.lab.design.NoMutexHandler;
import org.killpath.lab.design.SkipForeignVqs;
import org.killpath.lab.design.TrylockBackoff;
import org.killpath.lab.design.TrylockUnbounded;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.UpstreamKillable;
import org.killpath.lab.design.history.IgnoreSigkill;
import org.killpath.lab.design.history.IotlbSizeZero;
import org.killpath.lab.design.history.OwnerStopsOnly;
import org.killpath.lab.design.history.TmfRefusalIgnored;
import org.killpath.lab.design.history.UnguardedAssignment;
import org.killpath.lab.design.history.UnreferencedExit;
import org.killpath.lab.design.history.UnreferencedTask;
import org.killpath.lab.vhost.Design;

/**
 * Every design there is, in the order of the table: our own, then those that others provide on the
 * class path through {@link java.util.ServiceLoader}.
 */
public final class DesignCatalogue {
  private final List<Design> designs;

  private DesignCatalogue(List<Design> designs) {
    this.designs = List.copyOf(designs);
  }

  /**
   * The designs of this project, and those that others provide.
   *
   * @throws BadProvider if one of those cannot be taken in
   */
  public static DesignCatalogue all() {
    final Ids ids = new Ids();
    final List<Design> designs = new ArrayList<>(builtIn());
    designs.forEach(design -> ids.builtIn(design.id()));
    for (Provider<Design> provider : Provider.all(Design.class, "a design")) {
      final Design design = provider.service();
      ids.take(provider.ask("id()", design::id), provider);
      provider.line("proposedBy()", design::proposedBy);
      provider.line("changes()", design::changes);
      designs.add(design);
    }
    return new DesignCatalogue(designs);
  }

  private static List<Design> builtIn() {
    return List.of(
        new Upstream(),
        new DrainFirst(),
        new TrylockBackoff(),
        new TrylockUnbounded(),
        new DeferredDetach(),
        new DeferredDetachLate(),
        new AssignmentLock(),
        new LockFreeDetach(),
        new DropWorkerMutex(),
        new FlushOnlyDrain(),
        new KillableDatapath(),
        new UpstreamKillable(),
        new SkipForeignVqs(),
        new NoMutexHandler(),
        new ExitWithoutHandler(),
        new DevMutex(),
        new FlushHoldsMutex(),
        new Kthread(),
        new IgnoreSigkill(),
        new UnguardedAssignment(),
        new UnreferencedTask(),
        new UnreferencedExit(),
        new IotlbSizeZero(),
        new OwnerStopsOnly(),
        new TmfRefusalIgnored());
  }

  public List<Design> designs() {
    return designs;
  }

  public Optional<Design> find(String id) {
    return designs.stream().filter(design -> design.id().equals(id)).findFirst();
  }
}
