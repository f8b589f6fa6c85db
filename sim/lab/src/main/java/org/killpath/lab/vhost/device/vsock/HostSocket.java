package org.killpath.lab.vhost.device.vsock;

import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Mutex;
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

  /** Nobody has its lock. */
  public HostSocket(Kernel kernel) {
    this.lock = new Mutex(kernel, "socket lock");
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
      lock.unlock(current);
    }
  }

  /** {@code virtio_transport_recv_pkt()}: a packet comes from the guest. */
  void recvPkt(Task current) {
    try (Frame fn = current.enter(RECV_PKT)) {
      lock.lock(current);
      lock.unlock(current);
    }
  }
}
