package org.killpath.lab.vhost;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.uapi.VringMemory;

/**
 * What a data path would have that never sleeps in a fault; not in any kernel. A handler copies with
 * faults disabled ({@code copy_to_user_nofault()}). If a page is missing it leaves everything as if it
 * had not begun, and a kernel work item, which borrows the owner's address space, faults the page in
 * and then has the handler called again. The item has a reference of its own on what it uses, and
 * looks under a mutex of its own, which it does not hold while it faults, whether the device is still
 * there: nobody waits for its fault.
 */
public final class FaultIn {
  private static final CFunction FAULT_IN = VhostDev.function("vhost_fault_in_work");

  private final VhostDev dev;
  private final Optional<Alive> alive;
  private final Map<VhostWork, Bit> begun = new ConcurrentHashMap<>();

  private record Alive(Mutex lock, Shared<Boolean> is) {
    static Alive of(Kernel kernel) {
      return new Alive(
          new Mutex(kernel, "fault_in.mutex"), new Shared<>(kernel, "fault_in.dev", true));
    }
  }

  FaultIn(VhostDev dev) {
    this.dev = dev;
    this.alive = dev.parts().drivers().has(Drivers.Change.FAULTS_ELSEWHERE)
        ? Optional.of(Alive.of(dev.kernel()))
        : Optional.empty();
  }

  /** A handler begins to look at user memory. With vq.mutex held. */
  public void begin(Task current) {
    if (alive.isPresent()) {
      current.disableFaults();
      current.setMissedFault(Optional.empty());
    }
  }

  /** Has a copy of this handler failed since a page is missing, so that it has to be tried again? */
  public boolean isMissing(Task current) {
    return alive.isPresent() && current.missedFault().isPresent();
  }

  /**
   * Are all parts of the ring there? Asked before anything is taken off it, since what has been copied
   * has to be told.
   */
  public boolean isRingThere(Task current, VringMemory ring) {
    return alive.isEmpty()
        || (ring.available().touch(current)
            && ring.descriptors().touch(current)
            && ring.used().touch(current)
            && (ring.log().isEmpty() || ring.log().get().touchPinned(current)))
        || !isMissing(current);
  }

  /** Are the buffers there? Asked where what goes into them cannot be put back. */
  public boolean areThere(Task current, UserPage buffers) {
    return alive.isEmpty() || buffers.touch(current) || !isMissing(current);
  }

  /** The handler ends: if a page was missing, {@code work} is to run again once it is there. */
  public void end(Task current, VhostVirtqueue vq, VhostWork work) {
    if (alive.isEmpty()) {
      return;
    }
    current.enableFaults();
    if (current.missedFault().orElse(vq.mutex()) instanceof UserPage page) {
      current.setMissedFault(Optional.empty());
      final Kernel kernel = current.kernel();
      final Bit queued =
          begun.computeIfAbsent(work, each -> new Bit(kernel, "fault_in." + each + ".queued"));
      if (!queued.testAndSet(current)) {
        kernel.start(kernel.createKthread(
            current,
            "kworker/fault-in",
            "fault-in",
            kworker -> run(kworker, page, vq, work, queued)));
      }
    }
  }

  private void run(Task kworker, UserPage page, VhostVirtqueue vq, VhostWork work, Bit queued) {
    try (Frame fn = kworker.enter(FAULT_IN)) {
      page.copy(kworker);
      queued.clear(kworker);
      final Alive still = alive.orElseThrow();
      still.lock().lock(kworker);
      if (still.is().get(kworker) && !dev.vhostVqWorkQueue(kworker, vq, work)) {
        work.refused().ifPresent(handler -> handler.run(kworker));
      }
      still.lock().unlock(kworker);
    }
  }

  /** The device stops: whatever still waits for a page finds nobody to call. */
  void deviceStops(Task current) {
    alive.ifPresent(still -> {
      still.lock().lock(current);
      still.is().set(current, false);
      still.lock().unlock(current);
    });
  }
}
