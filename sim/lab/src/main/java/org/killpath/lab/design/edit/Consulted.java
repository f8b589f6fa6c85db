package org.killpath.lab.design.edit;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/**
 * Which parts of the teardown executions came by. Two sets of edits that agree on these have the same
 * executions, step by step: whatever else they change, nobody got there.
 */
public final class Consulted implements Consumer<Place> {
  /** Parts of which nobody tells, or whose edits make locks when a device is made: they always count. */
  private static final Set<Place> UNTOLD = Collections.unmodifiableSet(EnumSet.of(
      Place.ASSIGNMENT,
      Place.WORKER_HOLDS,
      Place.WORKER,
      Place.TASK_REFERENCE,
      Place.SCSI_TMF,
      Place.IOTLB,
      Place.SCSI_IOCTLS,
      Place.FEATURES_LOCKS,
      Place.HOST_SEND,
      Place.VSOCK_OWNER,
      Place.RELEASE));

  private final AtomicReference<Set<Place>> places = new AtomicReference<>(UNTOLD);

  @Override
  public void accept(Place place) {
    if (!places.get().contains(place)) {
      places.updateAndGet(before -> {
        final Set<Place> more = EnumSet.of(place);
        more.addAll(before);
        return Collections.unmodifiableSet(more);
      });
    }
  }

  /** Those that somebody came by so far, and those of which nobody tells. */
  public Set<Place> places() {
    return places.get();
  }

  /** {@code design}, whose executions tell here what they come by. */
  public Design watching(EditedDesign design) {
    return new Design() {
      @Override
      public String id() {
        return design.id();
      }

      @Override
      public String proposedBy() {
        return design.proposedBy();
      }

      @Override
      public String changes() {
        return design.changes();
      }

      @Override
      public Parts parts(VhostDev dev) {
        return new Watched(Consulted.this).parts(design.parts(dev, Consulted.this));
      }
    };
  }

  /** Those of {@code edits} that change anything at {@code places}. */
  public static List<Edit> relevant(List<Edit> edits, Set<Place> places) {
    return edits.stream()
        .filter(edit -> edit.places().stream().anyMatch(places::contains))
        .toList();
  }
}
