package org.killpath.lab.vhost;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;
import org.killpath.lab.vhost.uapi.Errno;

/** The {@link Parts} of drivers/vhost/vhost.c, 6.10 to 7.3; designs reuse what they keep. */
public final class UpstreamParts {
  private UpstreamParts() {}

  /** The step of an attach that writes vq.worker. */
  @FunctionalInterface
  public interface Write {
    /** False if the worker turns out to have been killed; then nothing is written. */
    boolean write(Task current, VhostVirtqueue vq, VhostWorker worker);
  }

  /** {@code vhost_task_worker_create()}. */
  public static Parts.WorkerKind vhostTask(VhostTask.Reference reference) {
    return (current, worker, killed) -> VhostTask.create(
        current, worker.account().role(), worker::vhostRunWorkList, killed, reference);
  }

  static boolean isKilled(Task current, VhostWorker worker) {
    return worker.killed().get(current);
  }

  /** A1, first half, with {@code write} as its innermost step. */
  public static Parts.Assignment assignUnderVqMutex(Write write) {
    return (current, vq, worker) -> {
      worker.mutex().lock(current);
      if (worker.isKilled(current)) {
        worker.mutex().unlock(current);
        return Optional.empty();
      }
      vq.mutex().lock(current);
      final Optional<VhostWorker> old = vq.worker().get(current);
      if (!write.write(current, vq, worker)) {
        vq.mutex().unlock(current);
        worker.mutex().unlock(current);
        return Optional.empty();
      }
      worker.addAttachments(current, 1);
      vq.mutex().unlock(current);
      worker.mutex().unlock(current);
      return old;
    };
  }

  static boolean write(Task current, VhostVirtqueue vq, VhostWorker worker) {
    vq.worker().set(current, worker);
    return true;
  }

  /** F1i: {@code __vhost_worker_flush()}. */
  static boolean flush(Task current, VhostWorker worker) {
    if (worker.attachmentCnt().get(current) == 0 || worker.isKilled(current)) {
      return true;
    }
    final Completion done = worker.queueFlushItem(current);
    worker.mutex().unlock(current);
    done.await(current);
    worker.mutex().lock(current);
    return true;
  }

  /** {@code vhost_iotlb_add_range()}: the size of an entry is never 0. */
  static long addRange(Task current, Iotlb iotlb, Iotlb.Range range) {
    if (Long.compareUnsigned(range.last(), range.start()) < 0) {
      return Errno.EFAULT;
    }
    if (range.equals(Iotlb.Range.WHOLE)) {
      final long middle = Long.divideUnsigned(range.last(), 2);
      iotlb.add(current, new Iotlb.Range(range.start(), middle));
      iotlb.add(current, new Iotlb.Range(middle + 1, range.last()));
    } else {
      iotlb.add(current, range);
    }
    return 0;
  }

  static boolean lock(Task current, VhostVirtqueue vq) {
    vq.mutex().lock(current);
    return true;
  }
}
