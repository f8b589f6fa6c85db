package org.killpath.app.diagnose.evidence.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.device.Device;

/** Tells what in a log is vhost's, and how the model calls it. */
public final class VhostNames {
  private static final String SOCKET = "socket lock";

  /** Lock classes by the names that lockdep gives them, without number. */
  private static final Map<String, String> LABELS = Map.of(
      "&vq->mutex", "vq.mutex",
      "&worker->mutex", "worker.mutex",
      "&vtsk->exit_mutex", "vtsk.exit_mutex",
      "&dev->mutex", "dev.mutex",
      "vhost_vsock_mutex", "vhost_vsock_mutex",
      "vhost_scsi_mutex", "vhost_scsi_mutex",
      "sk_lock-AF_VSOCK", SOCKET,
      "&tpg->tv_tpg_mutex", "tpg.tv_tpg_mutex");

  /** What lockdep adds to tell classes of one name apart, and subclasses. */
  private static final Pattern NUMBERS = Pattern.compile("#\\d+|/\\d+$");

  /** These class names other subsystems use, too: they count only where vhost took the lock. */
  private static final List<String> SHARED_NAMES = List.of("vq.mutex", "worker.mutex", "dev.mutex");

  private static final List<String> OTHER_FUNCTIONS =
      List.of("handle_rx", "handle_tx", "handle_rx_net", "handle_tx_net", "synchronize_rcu");

  /** Names without vhost in them that nobody else uses; a kernel that has them built in names no module. */
  private static final List<String> INNER_FUNCTIONS = List.of(
      "iotlb_access_ok",
      "vq_meta_prefetch",
      "handle_tx_kick",
      "handle_rx_kick",
      "handle_tx_copy",
      "handle_tx_zerocopy");

  private VhostNames() {}

  /** The model's label of a lock, if it is one of vhost's. */
  public static Optional<String> label(PrintedLock lock) {
    return label(lock.lockClass())
        .filter(label -> !SHARED_NAMES.contains(label)
            || isFunction(lock.at())
            || (lock.at().isEmpty() && !label.equals("dev.mutex"))); // the line is cut off
  }

  /** Is it one of vhost's own? Its workers take locks of sockets, too. */
  public static boolean isOurs(PrintedLock lock) {
    return label(lock).filter(label -> !label.equals(SOCKET)).isPresent();
  }

  /** The model's label of a lock class. */
  public static Optional<String> label(String lockClass) {
    final String exact = LABELS.get(lockClass);
    if (exact != null) {
      return Optional.of(exact);
    }
    final int number = Math.max(lockClass.indexOf('#'), lockClass.lastIndexOf('/'));
    if (number < 0) {
      return Optional.empty();
    }
    final String plain = NUMBERS.matcher(lockClass).replaceAll("");
    return Optional.ofNullable(LABELS.get(plain));
  }

  /** Does the function belong to vhost, by its name alone? */
  public static boolean isFunction(String name) {
    return name.startsWith("vhost") || name.startsWith("__vhost") || isMirroredElsewhere(name);
  }

  /** Does the call belong to vhost, by its name or by its module? */
  public static boolean isOurs(Call call) {
    return isFunction(call.function()) || isCertain(call);
  }

  private static boolean isCertain(Call call) {
    return call.module().startsWith("vhost")
        || INNER_FUNCTIONS.contains(call.function())
        || (isFunction(call.function()) && !isMirroredElsewhere(call.function()));
  }

  private static boolean isMirroredElsewhere(String name) {
    return OTHER_FUNCTIONS.contains(name);
  }

  /**
   * Is any call certainly vhost's? Some of its functions have names that others may have, and KVM has
   * a {@code vhost_task} of its own, which has nothing to do with vhost.
   */
  public static boolean isIn(List<Call> calls) {
    boolean ofTasks = false;
    boolean ofKvm = false;
    for (Call call : calls) {
      if (call.function().startsWith("vhost_task_")) {
        ofTasks = true;
      } else if (isCertain(call)) {
        return true;
      }
      ofKvm |= call.module().equals("kvm") || call.function().startsWith("kvm_");
    }
    return ofTasks && !ofKvm;
  }

  /** Has the list to do with vhost? */
  public static boolean isIn(PrintedLocks list) {
    return list.tasks().stream()
        .anyMatch(task ->
            task.task().isNamedLikeAWorker() || task.locks().stream().anyMatch(VhostNames::isOurs));
  }

  /** The driver that a function belongs to, if it belongs to one alone. */
  public static Optional<Device.Kind> device(String function) {
    if (function.startsWith("vhost_vsock_") || function.startsWith("vhost_transport_")) {
      return Optional.of(Device.Kind.VSOCK);
    }
    if (function.startsWith("vhost_scsi_")) {
      return Optional.of(Device.Kind.SCSI);
    }
    return function.startsWith("vhost_net_")
            || function.startsWith("handle_rx")
            || function.startsWith("handle_tx")
        ? Optional.of(Device.Kind.NET)
        : Optional.empty();
  }

  /** Can this ordering be what a log with such functions shows? */
  public static boolean mayBe(Scenario scenario, Optional<Device.Kind> device) {
    return device.isEmpty() || device.get() == scenario.device();
  }
}
