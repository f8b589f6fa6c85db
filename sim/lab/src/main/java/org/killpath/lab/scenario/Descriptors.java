package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.FileTable;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

/** Which files a world has, and who has them open: the device, and the userfaultfd of its memory. */
public final class Descriptors {
  /** Who has the userfaultfd, and where. */
  public enum Userfaultfd {
    /** Somebody outside, who serves the pages in the end. */
    OUTSIDE,
    /** The owner's group alone, with a descriptor above that of the device. */
    ABOVE,
    /** The same, below. */
    BELOW
  }

  private final Kernel kernel;
  private final FileTable ownersFiles;
  private final List<UserPage> pages;
  private Optional<OpenFile> device = Optional.empty();
  private Userfaultfd userfaultfd = Userfaultfd.OUTSIDE;
  private boolean supervisorHoldsIt = true;
  private boolean closedEarly;

  /**
   * @param pages all that will be there; the first is always there
   */
  Descriptors(Kernel kernel, FileTable ownersFiles, List<UserPage> pages) {
    this.kernel = kernel;
    this.ownersFiles = ownersFiles;
    this.pages = pages;
  }

  /** Who has the userfaultfd; somebody outside, unless it is said here. */
  public void userfaultfd(Userfaultfd where) {
    userfaultfd = where;
  }

  /** Nobody but the owner has the device open. */
  public void onlyTheOwnerHasTheDevice() {
    supervisorHoldsIt = false;
  }

  /** The supervisor's descriptor is closed in the ordering itself. */
  public void supervisorClosesEarly() {
    closedEarly = true;
  }

  /** The owner opens the device, and its userfaultfd if it has one, in the order of their numbers. */
  void open(Body release) {
    final OpenFile file = new OpenFile(kernel, "file of the device", release);
    if (supervisorHoldsIt) {
      file.shareBeforehand();
    }
    if (userfaultfd == Userfaultfd.BELOW) {
      installUserfaultfd();
    }
    ownersFiles.install(file);
    if (userfaultfd == Userfaultfd.ABOVE) {
      installUserfaultfd();
    }
    device = Optional.of(file);
  }

  private void installUserfaultfd() {
    ownersFiles.install(new OpenFile(kernel, "userfaultfd", this::releaseUserfaultfd));
  }

  /** {@code userfaultfd_release()}: every fault becomes an ordinary one, and succeeds. */
  private void releaseUserfaultfd(Task current) {
    watched().forEach(page -> page.serve(current));
  }

  private List<UserPage> watched() {
    return pages.stream().filter(page -> page.backing() == Backing.USERFAULTFD).toList();
  }

  /** The device's file, once it is open. */
  Optional<OpenFile> device() {
    return device;
  }

  /** What is left of it for the supervisor to close in the end. */
  Optional<OpenFile> leftOpen() {
    return supervisorHoldsIt && !closedEarly ? device : Optional.empty();
  }

  /** The pages that somebody outside can serve in the end. */
  List<UserPage> servedLater() {
    final List<UserPage> later = new ArrayList<>(pages);
    if (userfaultfd != Userfaultfd.OUTSIDE) {
      later.removeAll(watched());
    }
    return later;
  }
}
