package org.killpath.lab.fault;

import java.util.Optional;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.ordering.Owner.Descriptor;

/** What backs the page that is missing, and whose that is. */
public enum Backed {
  /** A userfaultfd that somebody outside has; the memory is private. */
  UFFD("userfaultfd, private memory", Backing.USERFAULTFD),
  /** The same, and the memory is a shared mapping. */
  UFFD_SHARED("userfaultfd, shared memory", Backing.USERFAULTFD, true, Optional.empty()),
  /** The group's own userfaultfd, above the device, and nobody else has either; private memory. */
  OWN_ABOVE("own userfaultfd above the device", false, Descriptor.ABOVE),
  /** The same, below the device. */
  OWN_BELOW("own userfaultfd below the device", false, Descriptor.BELOW),
  /** The same, and the memory is a shared mapping. */
  OWN_BELOW_SHARED("the same, shared memory", true, Descriptor.BELOW),
  /** A FUSE file whose server has not read the request. */
  FUSE("FUSE, request not read", Backing.FUSE),
  /** A FUSE file whose server has read it. */
  FUSE_READ("FUSE, request read", Backing.FUSE_READ),
  /** A FUSE file that is read ahead without waiting. */
  FUSE_ASYNC("FUSE, asynchronous", Backing.FUSE_ASYNC),
  /** A file on slow storage. */
  FILE("file on slow storage", Backing.FILE),
  /** Storage that is gone. */
  DEAD_STORAGE("storage that is gone", Backing.DEAD_STORAGE),
  /** Storage behind a frozen queue. */
  FROZEN_STORAGE("storage behind a frozen queue", Backing.FROZEN_STORAGE),
  /** The fault is retried for ever. */
  LOOPING("fault retried for ever", Backing.LOOPING);

  private final String words;
  private final Backing backing;
  private final boolean shared;
  private final Optional<Descriptor> own;

  Backed(String words, Backing backing) {
    this(words, backing, false, Optional.empty());
  }

  Backed(String words, boolean shared, Descriptor own) {
    this(words, Backing.USERFAULTFD, shared, Optional.of(own));
  }

  Backed(String words, Backing backing, boolean shared, Optional<Descriptor> own) {
    this.words = words;
    this.backing = backing;
    this.shared = shared;
    this.own = own;
  }

  /** As tables name it. */
  public String words() {
    return words;
  }

  /** How a fault sleeps. */
  public Backing backing() {
    return backing;
  }

  boolean isShared() {
    return shared;
  }

  /** Where the group has the userfaultfd, if it is its own. */
  Optional<Descriptor> own() {
    return own;
  }

  /** Can such a page be had in the model alone? */
  boolean onlyInModel() {
    return switch (backing) {
      case PRESENT, USERFAULTFD, FUSE, FUSE_READ, FUSE_ASYNC -> false;
      case FILE, DEAD_STORAGE, FROZEN_STORAGE, LOOPING -> true;
    };
  }
}
