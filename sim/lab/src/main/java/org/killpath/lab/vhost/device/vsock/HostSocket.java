package org.killpath.lab.vhost.device.vsock;

import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.engine.primitive.UserPage;

/**
 * A connected AF_VSOCK socket of the host ({@code struct vsock_sock}, net/vmw_vsock): any process of
 * the host can have it. Its lock is held around user copies of whoever receives, and is taken for
 * each packet that comes.
 */
public final class HostSocket {
  private static final CFunction RECVMSG =
      new CFunction("vsock_connectible_recvmsg", "net/vmw_vsock/af_vsock.c");
  private static final CFunction RECV_PKT =
      new CFunction("virtio_transport_recv_pkt", "net/vmw_vsock/virtio_transport_common.c");

  private final Mutex lock;
  private final Kernel kernel;
  private Optional<Backlog> backlog = Optional.empty();

  /** {@code sk_backlog}, and the spinlock that guards it together with the ownership of the lock. */
  private record Backlog(SpinLock slock, Shared<Integer> packets) {}

  /** Nobody has its lock. */
  public HostSocket(Kernel kernel) {
    this.lock = new Mutex(kernel, "socket lock");
    this.kernel = kernel;
  }

  /**
   * Packets that come while somebody has the lock wait in {@code sk_backlog}, as they do for TCP, and
   * are dealt with by {@code release_sock()}. Before the device is there.
   */
  void keepBacklog() {
    backlog = Optional.of(
        new Backlog(new SpinLock(kernel, "socket slock"), new Shared<>(kernel, "sk_backlog", 0)));
  }

  /** {@code lock_sock()}: who cannot have it sleeps in D. */
  public Mutex lock() {
    return lock;
  }

  /** {@code recv(2)} of a packet that is there. */
  public void recv(Task current, UserPage into) {
    try (Frame fn = current.enter(RECVMSG)) {
      lock.lock(current);
      into.copy(current);
      releaseSock(current);
    }
  }

  /** {@code release_sock()}. */
  private void releaseSock(Task current) {
    backlog.ifPresentOrElse(
        waiting -> {
          waiting.slock().lock(current);
          waiting.packets().set(current, 0);
          lock.unlock(current);
          waiting.slock().unlock(current);
        },
        () -> lock.unlock(current));
  }

  /** {@code virtio_transport_recv_pkt()}: a packet comes from the guest. */
  void recvPkt(Task current) {
    try (Frame fn = current.enter(RECV_PKT)) {
      if (backlog.isPresent()) {
        recvOrLeave(current, backlog.get());
      } else {
        lock.lock(current);
        lock.unlock(current);
      }
    }
  }

  /** {@code sk_add_backlog()} if {@code sock_owned_by_user()}. */
  private void recvOrLeave(Task current, Backlog waiting) {
    waiting.slock().lock(current);
    if (lock.trylock(current)) {
      lock.unlock(current);
    } else {
      waiting.packets().set(current, waiting.packets().get(current) + 1);
    }
    waiting.slock().unlock(current);
  }
}
