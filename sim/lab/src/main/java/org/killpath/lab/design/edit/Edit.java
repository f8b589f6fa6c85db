package org.killpath.lab.design.edit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.lab.vhost.device.Device;

/**
 * One change of upstream: an alternative in one part of the teardown, or in several that only make
 * sense together.
 *
 * @param id its name, alone and in sums
 * @param proposedBy who proposed it, or in which versions it was or is the kernel's
 * @param functions the C functions that change
 * @param changes how they change, in words: one sentence
 * @param price what is given up for it, beside what the data path costs, in one sentence; or empty words
 * @param places the parts that it changes
 * @param needs the ids of edits one of which has to be there, too; empty if it stands alone
 * @param kind whether it is worth a search
 * @param change does it
 */
public record Edit(
    String id,
    String proposedBy,
    List<String> functions,
    String changes,
    String price,
    Set<Place> places,
    Set<String> needs,
    Kind kind,
    Consumer<Teardown> change) {
  /** What an edit is for. */
  public enum Kind {
    /** Somebody could want to merge it. */
    PROPOSAL,
    /** It brings a bug of the past back, or shows a mistake: no search takes it up. */
    MISTAKE,
    /** What some kernel versions do, and others do not: no search takes it up. */
    VERSION
  }

  /** Words that follow from each other: {@code edit(...).in(...).by(...)}. */
  static final class Draft {
    private final String id;
    private final String proposedBy;
    private final String changes;
    private List<String> functions = List.of("vhost_worker_killed");
    private String price = "";
    private Set<Place> places = Set.of();
    private Set<String> needs = Set.of();
    private Kind kind = Kind.PROPOSAL;

    private Draft(String id, String proposedBy, String changes) {
      this.id = id;
      this.proposedBy = proposedBy;
      this.changes = changes;
    }

    /** The C functions that it changes, if not the kill handler alone. */
    Draft in(String... changed) {
      functions = List.of(changed);
      return this;
    }

    Draft givingUp(String givenUp) {
      price = givenUp;
      return this;
    }

    Draft at(Place... changed) {
      places = Set.of(changed);
      return this;
    }

    Draft needing(String... oneOf) {
      needs = Set.of(oneOf);
      return this;
    }

    Draft as(Kind other) {
      kind = other;
      return this;
    }

    Edit by(Consumer<Teardown> change) {
      return new Edit(id, proposedBy, functions, changes, price, places, needs, kind, change);
    }
  }

  static Draft edit(String id, String proposedBy, String changes) {
    return new Draft(id, proposedBy, changes);
  }

  /** Why it cannot be had together with {@code other}; empty words if it can. */
  public String clashWith(Edit other) {
    for (Place place : Place.values()) {
      if (places.contains(place) && other.places.contains(place)) {
        return "both change " + place.words();
      }
    }
    return withoutHandler(other).or(() -> other.withoutHandler(this)).orElse("");
  }

  /** Another kind of worker has no kill handler in which anything could be changed. */
  private Optional<String> withoutHandler(Edit other) {
    return places.contains(Place.WORKER) && other.places.stream().anyMatch(Place::isInHandler)
        ? Optional.of(
            "under " + id + " there is no kill handler, of which " + other.id + " changes a part")
        : Optional.empty();
  }

  /** Can it change anything on such a device? */
  public boolean concerns(Device.Kind device) {
    return places.stream().anyMatch(place -> place.device().orElse(device) == device);
  }

  /** Can it end such a wait of a task that is in these functions, or has something else do so? */
  public boolean touches(WaitKind wait, Collection<String> in) {
    return places.stream().anyMatch(place -> place.ends().contains(wait))
        && functions.stream().anyMatch(in::contains);
  }

  @Override
  public String toString() {
    return id;
  }
}
