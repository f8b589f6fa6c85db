package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * What a script sees of a world: a fresh device of type {@code D}, and all who have to do with it.
 *
 * <p>The <em>owner group</em> G opens the device and sets it up. An <em>outsider</em> shares G's
 * address space and files but is in a group of its own. The <em>supervisor</em> is a process apart
 * that kills G, serves pages, and makes the last close.
 *
 * <p>A script describes the scene, and the programs of its tasks use it while they run: a program
 * is handed its task, {@code current}, and passes it along. There is no device before the world is
 * set up, so scripts ask for {@link #device} inside programs only.
 */
public final class Scene<D extends Device> {
  /** Where a task of an ordering belongs. */
  public enum Membership {
    IN_GROUP,
    OUTSIDE
  }

  /** What the owner does before the ordering begins. */
  public enum SetUp {
    SET_OWNER,
    START
  }

  private final Kernel kernel;
  private final boolean staged;
  private final Script.DeviceMaker<D> maker;
  private final Cast cast;
  private final List<UserPage> pages = new ArrayList<>();
  private final GroupFates fates;
  private final Descriptors descriptors;
  private final UserPage present;
  private final DeviceSetting setting;
  private D device;
  private Set<SetUp> setUp = EnumSet.allOf(SetUp.class);
  private Consumer<Task> beforeStart = current -> {};
  private Predicate<Task> ownersPart = current -> true;

  Scene(Kernel kernel, boolean staged, Script.DeviceMaker<D> maker) {
    this.kernel = kernel;
    this.staged = staged;
    this.maker = maker;
    this.cast = new Cast(kernel, this::own);
    this.fates = new GroupFates(kernel, cast, pages);
    this.descriptors = new Descriptors(kernel, cast, pages);
    this.present = page("ring", Backing.PRESENT);
    this.setting = new DeviceSetting(present);
  }

  private void own(Task current) {
    if (setUp.contains(SetUp.SET_OWNER)) {
      systemCall(current, device::setOwner);
      beforeStart.accept(current);
    }
    if (setUp.contains(SetUp.START)) {
      systemCall(current, device::start);
    }
    descriptors.setUpSecond(current);
    if (ownersPart.test(current)) {
      UserMode.live(current);
    }
  }

  /** A page of user memory; whatever is not present is served when the ordering is over. */
  public UserPage page(String label, Backing backing) {
    return page(label, backing, UserPage.Sharing.PRIVATE);
  }

  /** Likewise, and whether it is in a shared mapping. */
  public UserPage page(String label, Backing backing, UserPage.Sharing sharing) {
    final UserPage page = new UserPage(kernel, label, backing, sharing);
    pages.add(page);
    return page;
  }

  /** What surrounds the device. */
  public DeviceSetting setting() {
    return setting;
  }

  /** As {@link DeviceSetting#buffers}. */
  public void buffers(int vq, UserPage page) {
    setting.buffers(vq, page);
  }

  /** How far the owner gets before the ordering begins; everything, unless it is said here. */
  public void setUpOnly(Set<SetUp> steps) {
    setUp = Set.copyOf(steps);
  }

  /** What the owner does between becoming the owner and starting the device. */
  public void ownerPrepares(Consumer<Task> preparation) {
    beforeStart = preparation;
  }

  /** What the owner's first thread does in the ordering itself; false if it met its end there. */
  public void ownerDoes(Predicate<Task> part) {
    ownersPart = part;
  }

  /** Who has which files open. */
  public Descriptors descriptors() {
    return descriptors;
  }

  /** A thread of the owner's group, or an outsider that shares its memory and files. */
  public Task user(String role, Membership membership, Consumer<Task> program) {
    return cast.user(role, membership, program);
  }

  /** An outsider that has a part in the set-up, and then only lives on. */
  public Task helper(String role, Consumer<Task> part) {
    return cast.helper(role, current -> {
      new Stage(kernel, "the device is started", owner()::isInUserMode).await(current);
      part.accept(current);
      UserMode.live(current);
    });
  }

  /** A task that has nothing to do with the owner's memory: the host, or the supervisor. */
  public Task other(String role, Consumer<Task> program) {
    return cast.other(role, program);
  }

  /** The world is complete only when the tasks of this role have come to their end, too. */
  public void oblige(String role) {
    cast.oblige(role);
  }

  /** In a staged ordering: {@code current} goes on when {@code reached} holds. */
  public void until(Task current, String description, BooleanSupplier reached) {
    until(current, description, reached, List::of);
  }

  /** The same, if it holds only when these rest: {@link Resource#awaitsRestOf}. */
  public void until(
      Task current, String description, BooleanSupplier reached, Supplier<List<Task>> atRest) {
    if (staged) {
      new Stage(kernel, description, reached, atRest).await(current);
    }
  }

  /** In a staged ordering: {@code current} goes on when {@code task} has come to its end. */
  public void untilEnded(Task current, Task task, String description) {
    if (staged) {
      Stage.endOf(task, description).await(current);
    }
  }

  /** In a staged ordering: {@code current} goes on when {@code task} is asleep there. */
  public void untilBlocked(Task current, Task task, Resource on) {
    until(
        current,
        task + " is blocked on " + on.name(),
        () -> task.isBlockedOn(on),
        () -> List.of(task));
  }

  /** Has {@code task} come to its end, or to a wait that is none of the staging? */
  public static boolean rests(Task task) {
    return task.isExited() || (task.pendingOp() != Op.STAGE && task.isBlocked());
  }

  /** A system call on the device; it does nothing once the descriptor is closed. */
  public void systemCall(Task current, Body call) {
    ioctl(current, task -> {
      call.run(task);
      return 0;
    });
  }

  /** A system call on the device, and its answer; the file is pinned while it lasts. */
  public long ioctl(Task current, ToLongFunction<Task> call) {
    final OpenFile file = file();
    if (!file.get(current)) {
      return Errno.EBADF;
    }
    final long result = call.applyAsLong(current);
    file.put(current);
    return result;
  }

  /** The kernel it lives in. */
  public Kernel kernel() {
    return kernel;
  }

  /**
   * The device.
   *
   * @throws IllegalStateException if the owner has not opened it: in a script, outside of programs
   */
  public D device() {
    return opened(device);
  }

  private static <T> T opened(T part) {
    if (part == null) {
      throw new IllegalStateException(
          "there is no device yet: a script asks for it in the programs of its tasks only");
    }
    return part;
  }

  /** {@code close(2)} by a thread of the owner's: the tasks that share its files lose it too. */
  public void ownerCloses(Task current) {
    cast.ownerFiles().close(current, file());
  }

  /** The open file of the {@link #device}; the owner and the supervisor have a reference each. */
  public OpenFile file() {
    return opened(descriptors.device().orElse(null));
  }

  /** G, whose end the orderings are about. */
  public TaskGroup ownerGroup() {
    return cast.ownerGroup();
  }

  /** What can befall {@link #ownerGroup} as a whole. */
  public GroupFates fates() {
    return fates;
  }

  /** G's first thread. */
  public Task owner() {
    return cast.owner();
  }

  /** The worker's task, once there is one. */
  public Optional<Task> worker() {
    return device().everyWorker().stream().findFirst().map(VhostWorker::task);
  }

  /** The task of the worker that serves virtqueue {@code vq} now, if one does. */
  public Optional<Task> workerOf(int vq) {
    return device.dev().vqs().get(vq).worker().peek().map(VhostWorker::task);
  }

  /** A page that is always there. */
  public UserPage presentPage() {
    return present;
  }

  /** The owner opens the device. */
  void open(Design design) {
    device = maker.make(setting, kernel, design);
    if (setting.wantsKthread()) {
      device.dev().useKthread();
    }
    if (fates.reaps()) {
      pages.forEach(UserPage::expectReaper);
    }
    descriptors.open(device::release, () -> maker.make(setting.another(), kernel, design));
  }

  Cast cast() {
    return cast;
  }

  /** What there is to do when the ordering is over. */
  Aftermath aftermath() {
    return new Aftermath(
        kernel,
        device,
        descriptors.servedLater(),
        fates.halts() ? Optional.of(ownerGroup()) : Optional.empty(),
        fates.corePipe(),
        descriptors.leftOpen());
  }
}
