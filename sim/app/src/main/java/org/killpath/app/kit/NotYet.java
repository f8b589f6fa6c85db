package org.killpath.app.kit;

import java.util.Optional;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Wait;

/** What a real machine could do, and the player has not learned yet. */
final class NotYet {
  private NotYet() {}

  static Optional<String> settings(OrderingScript script) {
    if (script.settings().kthread()) {
      return Optional.of("the player cannot ask for a kernel thread as the worker yet");
    }
    return script.owner().userfaultfd().isPresent()
        ? Optional.of("the player cannot leave the userfaultfd to the owner's group yet")
        : Optional.empty();
  }

  static Optional<String> page(Page page) {
    if (page.backing() == Backing.FUSE_ASYNC) {
      return Optional.of("the player's FUSE server cannot read ahead yet");
    }
    return page.shared() || page.there()
        ? Optional.of("the player's pages are private, and missing from the beginning")
        : Optional.empty();
  }

  static Optional<String> memory(Placement placement) {
    return switch (placement.part()) {
      case DESCRIPTORS, AVAILABLE, USED, DATA, LOG ->
        Optional.of("the player cannot place a part of a ring, pinned data or the log yet");
      case RING, BUFFERS, RESPONSES, STORAGE, WIRE -> Optional.empty();
    };
  }

  static Optional<String> step(Step step) {
    if (step instanceof Step.Befall befall) {
      return Optional.of("the player cannot do this to a group yet: " + befall.what());
    }
    if (step instanceof Step.Discard || step instanceof Step.Receive) {
      return Optional.of("the player cannot take a page away or receive on a socket yet");
    }
    if (step instanceof Step.Kill kill) {
      return switch (kill.by()) {
        case KILL, TGKILL, EXIT_GROUP -> Optional.empty();
        case CGROUP_KILL, OOM_KILLER, PID_NAMESPACE ->
          Optional.of("the player cannot kill in this way yet");
      };
    }
    return step instanceof Step.Await await ? wait(await.until()) : Optional.empty();
  }

  private static Optional<String> wait(Wait wait) {
    if (!(wait instanceof Wait.For seen)) {
      return Optional.empty();
    }
    final boolean socket = seen.state() instanceof Wait.State.BlockedOn blocked
        && blocked.lock() instanceof Wait.Lock.SocketLock;
    return socket || seen.state() instanceof Wait.State.Halted
        ? Optional.of("the player cannot see that a task is halted, or waits for a socket, yet")
        : Optional.empty();
  }
}
