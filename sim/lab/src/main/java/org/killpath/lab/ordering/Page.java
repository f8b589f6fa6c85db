package org.killpath.lab.ordering;

import org.killpath.engine.primitive.UserPage.Backing;

/**
 * A page of user memory.
 *
 * @param label as reports name it
 * @param backing how a fault on it sleeps, and what ends that
 * @param shared it is in a shared mapping, which nobody can reap
 * @param there it is there until somebody takes it away
 */
public record Page(
    Place place, String name, String label, Backing backing, boolean shared, boolean there) {
  /** Its label is the name, with spaces. */
  public Page(Place place, String name, Backing backing, boolean shared, boolean there) {
    this(place, name, name.replace('-', ' '), backing, shared, there);
  }

  /** Can such a page be had in the model alone? */
  public boolean onlyInModel() {
    return switch (backing) {
      case PRESENT, USERFAULTFD, FUSE, FUSE_READ, FUSE_ASYNC -> false;
      case FILE, DEAD_STORAGE, FROZEN_STORAGE, LOOPING -> true;
    };
  }
}
