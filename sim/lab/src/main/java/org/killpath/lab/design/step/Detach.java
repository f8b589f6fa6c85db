package org.killpath.lab.design.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.lab.vhost.KillSteps;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWorker;

/**
 * Ways to take a killed worker off its virtqueues, other than upstream's {@link
 * KillSteps#detachUnderVqMutex}. Each returns how many virtqueues it was attached to, and each may
 * be given to {@link KillSteps#of}.
 */
public final class Detach {
  private Detach() {}

  /**
   * As upstream does, but worker.mutex is not held, and taken for the count and the drain only: all
   * that follows {@link KillSteps#lockAndMark} once worker.mutex has been unlocked again.
   */
  public static void thenTail(Task current, VhostWorker worker) {
    final int detached = KillSteps.detachUnderVqMutex(current, worker);
    if (detached > 0) {
      current.kernel().rcu().synchronize(current);
    }
    worker.mutex().lock(current);
    worker.addAttachments(current, -detached);
    worker.vhostRunWorkList(current);
    worker.mutex().unlock(current);
  }

  /** As upstream does, but without locking a virtqueue that another worker serves, or none. */
  public static int ofItsOwn(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      if (vq.isServedBy(current, worker)) {
        vq.mutex().lock(current);
        detached += clear(current, vq, worker);
        vq.mutex().unlock(current);
      }
    }
    return detached;
  }

  /** Round after round; what is still held when the rounds are used up stays attached. */
  public static int byTryingForAWhile(Task current, VhostWorker worker) {
    final List<VhostVirtqueue> left = new ArrayList<>(worker.dev().vqs());
    int detached = 0;
    do {
      detached += tryEach(current, left, worker);
    } while (!left.isEmpty() && backOff(current, left, true));
    return detached;
  }

  /** Round after round, but only for what the worker serves. */
  public static int byTryingForEver(Task current, VhostWorker worker) {
    final List<VhostVirtqueue> left = new ArrayList<>(worker.dev().vqs());
    int detached = 0;
    do {
      left.removeIf(vq -> !vq.isServedBy(current, worker));
      detached += tryEach(current, left, worker);
    } while (!left.isEmpty() && backOff(current, left, false));
    return detached;
  }

  private static int tryEach(Task current, List<VhostVirtqueue> left, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : List.copyOf(left)) {
      if (vq.mutex().trylock(current)) {
        detached += clear(current, vq, worker);
        vq.mutex().unlock(current);
        left.remove(vq);
      }
    }
    return detached;
  }

  private static boolean backOff(Task current, List<VhostVirtqueue> left, boolean limited) {
    final List<Mutex> wanted = left.stream().map(VhostVirtqueue::mutex).toList();
    return Mutex.backOff(current, wanted, limited);
  }

  /** With whatever lock the caller holds. */
  public static int unlocked(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      detached += clear(current, vq, worker);
    }
    return detached;
  }

  /** By compare-and-set, with no lock at all. */
  public static int lockFree(Task current, VhostWorker worker) {
    int detached = 0;
    for (VhostVirtqueue vq : worker.dev().vqs()) {
      if (vq.isServedBy(current, worker) && vq.worker().clearIf(current, worker)) {
        detached++;
      }
    }
    return detached;
  }

  /** Under a spinlock of the design's own. */
  public static KillSteps.DetachStep under(SpinLock lock) {
    return (current, worker) -> {
      lock.lock(current);
      final int detached = unlocked(current, worker);
      lock.unlock(current);
      return detached;
    };
  }

  /** Each virtqueue under a spinlock of its own. */
  public static KillSteps.DetachStep underEach(Function<VhostVirtqueue, SpinLock> locks) {
    return (current, worker) -> {
      int detached = 0;
      for (VhostVirtqueue vq : worker.dev().vqs()) {
        locks.apply(vq).lock(current);
        detached += clear(current, vq, worker);
        locks.apply(vq).unlock(current);
      }
      return detached;
    };
  }

  private static int clear(Task current, VhostVirtqueue vq, VhostWorker worker) {
    if (!vq.isServedBy(current, worker)) {
      return 0;
    }
    vq.worker().clear(current);
    return 1;
  }
}
