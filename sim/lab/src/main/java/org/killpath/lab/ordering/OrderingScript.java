package org.killpath.lab.ordering;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.vhost.device.Device;

/**
 * One teardown ordering, as somebody wrote it down. Whoever has one may rely on it: every page, task
 * and worker that it names is there, and every step fits its device.
 *
 * @param source the text it was read from
 * @param place where its id stands
 * @param id as in tables and on the command line
 * @param device on which driver
 * @param form staged or raced
 * @param story what happens, in a sentence
 * @param actors the two tasks that race on threads of their own in a two-actor test
 * @param settings how the device is used
 * @param pages the pages of user memory that are not simply there, in the order in which they are
 *     served in the end
 * @param memory what lies on them; all else is present
 * @param owner what the owner's first thread does
 * @param tasks everybody else, in the order in which they are made
 * @param obliged the kernel's own tasks without whose end the world is not complete
 * @param packetAfterwards if the world completes, one more host packet is sent
 */
public record OrderingScript(
    Source source,
    Place place,
    String id,
    Device.Kind device,
    Form form,
    String story,
    Actors actors,
    Settings settings,
    List<Page> pages,
    List<Placement> memory,
    Owner owner,
    List<ScriptTask> tasks,
    List<KernelTask> obliged,
    boolean packetAfterwards) {

  public OrderingScript {
    pages = List.copyOf(pages);
    memory = List.copyOf(memory);
    tasks = List.copyOf(tasks);
    obliged = List.copyOf(obliged);
  }

  /**
   * A text.
   *
   * @param file as messages name it
   * @param digest of its bytes: SHA-256, in hexadecimal digits
   */
  public record Source(String file, String digest) {}

  /** How the tasks keep together. */
  public enum Form {
    /** Each step waits for the state it needs. */
    STAGED,
    /** Nobody waits for anybody. */
    RACED
  }

  /** The names of two tasks. */
  public record Actors(String first, String second) {}

  /**
   * How the device is used, where that is not as usual.
   *
   * @param zeroCopy vhost-net sends from the guest's own pages
   * @param busyPoll vhost-net polls for a while before it waits for a kick
   * @param kthread VHOST_SET_FORK_FROM_OWNER with 0: the worker is a kernel thread
   * @param ioctlsFlush vhost-scsi flushes after every ioctl of its default path, as since 6.12.111
   * @param withoutHotPlug the guest of vhost-scsi has not asked for VIRTIO_SCSI_F_HOTPLUG
   */
  public record Settings(
      boolean zeroCopy,
      boolean busyPoll,
      boolean ioctlsFlush,
      boolean kthread,
      boolean withoutHotPlug) {
    public static final Settings USUAL = new Settings(false, false, false, false, false);
  }

  /** The page of that name. */
  public Optional<Page> page(String name) {
    return pages.stream().filter(page -> page.name().equals(name)).findFirst();
  }

  /** The task of that name. */
  public Optional<ScriptTask> task(String name) {
    return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
  }

  public boolean isStaged() {
    return form == Form.STAGED;
  }
}
