package org.killpath.lab.ordering;

import org.killpath.engine.primitive.UserPage.Backing;

/**
 * A page of user memory.
 *
 * @param label as reports name it
 * @param backing how a fault on it sleeps, and what ends that
 */
public record Page(Place place, String name, String label, Backing backing) {
  /** Its label is the name, with spaces. */
  public Page(Place place, String name, Backing backing) {
    this(place, name, name.replace('-', ' '), backing);
  }

  /** Can such a page be had in the model alone? */
  public boolean onlyInModel() {
    return switch (backing) {
      case PRESENT, USERFAULTFD, FUSE, FUSE_READ -> false;
      case FILE, DEAD_STORAGE, LOOPING -> true;
    };
  }
}
