package org.killpath.lab.ordering;

import org.killpath.engine.primitive.UserPage.Backing;

/**
 * A page of user memory.
 *
 * @param backing how a fault on it sleeps, and what ends that
 */
public record Page(Place place, String name, Backing backing) {
  /** Can such a page be had in the model alone? */
  public boolean onlyInModel() {
    return switch (backing) {
      case PRESENT, USERFAULTFD, FUSE, FUSE_READ -> false;
      case FILE, DEAD_STORAGE, LOOPING -> true;
    };
  }

  /** As reports name it. */
  public String label() {
    return name.replace('-', ' ');
  }
}
