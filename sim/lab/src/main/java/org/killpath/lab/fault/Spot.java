package org.killpath.lab.fault;

import java.util.List;
import java.util.Locale;
import org.killpath.lab.vhost.device.Device;

/** A place in user memory that the kernel touches while somebody dies. */
public sealed interface Spot {
  /** On which driver. */
  Device.Kind device();

  /** The same in small letters. */
  default String driver() {
    return device().name().toLowerCase(Locale.ROOT);
  }

  /** As ids have it. */
  String id();

  /** As tables name it. */
  String words();

  /**
   * Touched by a work item that runs in the handler's drain. The worker is held up before, by a page
   * of another queue that only a signal makes it give up; meanwhile the place goes missing and the
   * item is queued behind.
   *
   * @param settings of the device; empty if they are the usual ones
   * @param prepares an ioctl of the owner's before the start; empty if there is none
   * @param held the virtqueue at which the worker is held up
   * @param holds what makes it look there
   * @param pages what other pages there are
   * @param place what goes missing, as a line of the memory
   * @param before what happens first
   * @param behind what queues the item
   */
  record InDrain(
      Device.Kind device,
      String id,
      String words,
      String settings,
      String prepares,
      String held,
      String holds,
      List<String> pages,
      String place,
      List<String> before,
      List<String> behind)
      implements Spot {
    public InDrain {
      pages = List.copyOf(pages);
      before = List.copyOf(before);
      behind = List.copyOf(behind);
    }
  }

  /**
   * The argument of a vring ioctl: whoever makes it sleeps in the copy, with dev.mutex held.
   *
   * @param word first or second: the second is copied with vq.mutex held, too
   * @param group where the caller belongs
   */
  record InArgument(
      Device.Kind device, String id, String words, String vq, String word, String group)
      implements Spot {}
}
