package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.FileTable;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.vhost.device.Device;

/**
 * Which files a world has, and who has them open: the device, the userfaultfd of its memory, and more
 * where an ordering asks for it.
 */
public final class Descriptors {
  /** Where a descriptor of the owner's lies, seen from that of the device. */
  public enum Where {
    ABOVE,
    BELOW
  }

  private final Kernel kernel;
  private final FileTable ownersFiles;
  private final List<UserPage> pages;
  private Optional<OpenFile> device = Optional.empty();
  private Optional<Where> userfaultfd = Optional.empty();
  private final MoreFiles more;
  private Optional<Where> second = Optional.empty();
  private Optional<Device> secondDevice = Optional.empty();
  private boolean supervisorHoldsIt = true;
  private boolean closedEarly;

  /**
   * @param pages all that will be there; the first is always there
   */
  Descriptors(Kernel kernel, Cast cast, List<UserPage> pages) {
    this.kernel = kernel;
    this.ownersFiles = cast.ownerFiles();
    this.pages = pages;
    this.more = new MoreFiles(kernel, cast.ownerGroup());
  }

  /** The files besides. */
  public MoreFiles more() {
    return more;
  }

  /** The owner, and nobody else, has a second device of the same kind. */
  public void secondDevice(Where where) {
    second = Optional.of(where);
  }

  /**
   * The owner's group alone has the userfaultfd. Unless it is said here somebody outside has it, who
   * serves the pages in the end.
   */
  public void userfaultfd(Where where) {
    userfaultfd = Optional.of(where);
  }

  /** Nobody but the owner has the device open. */
  public void onlyTheOwnerHasTheDevice() {
    supervisorHoldsIt = false;
  }

  /** The supervisor's descriptor is closed in the ordering itself. */
  public void supervisorClosesEarly() {
    closedEarly = true;
  }

  /**
   * The owner opens the device, and what else it has, in the order of their numbers: next to the
   * device the userfaultfd, then the second device, then the pipe.
   */
  void open(Body release, Supplier<? extends Device> another) {
    secondDevice = second.map(where -> another.get());
    final OpenFile file = new OpenFile(kernel, "file of the device", release);
    if (supervisorHoldsIt) {
      file.shareBeforehand();
    }
    more.install(ownersFiles, Where.BELOW);
    installSecond(Where.BELOW);
    installUserfaultfd(Where.BELOW);
    ownersFiles.install(file);
    installUserfaultfd(Where.ABOVE);
    installSecond(Where.ABOVE);
    more.install(ownersFiles, Where.ABOVE);
    device = Optional.of(file);
  }

  private void installSecond(Where where) {
    if (second.equals(Optional.of(where))) {
      final Device another = secondDevice.orElseThrow();
      ownersFiles.install(new OpenFile(kernel, "file of the second device", another::release));
    }
  }

  /** The owner sets its second device up, if it has one; its file is closed by nobody else. */
  void setUpSecond(Task current) {
    if (secondDevice.isPresent()) {
      secondDevice.get().setOwner(current);
      secondDevice.get().start(current);
    }
  }

  /** The second device, if there is one. */
  Optional<Device> secondDevice() {
    return secondDevice;
  }

  private void installUserfaultfd(Where where) {
    if (userfaultfd.equals(Optional.of(where))) {
      ownersFiles.install(new OpenFile(kernel, "userfaultfd", this::releaseUserfaultfd));
    }
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
    if (userfaultfd.isPresent()) {
      later.removeAll(watched());
    }
    return later;
  }
}
