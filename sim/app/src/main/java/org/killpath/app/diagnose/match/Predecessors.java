package org.killpath.app.diagnose.match;

import java.util.Map;

/** What functions of older kernels have become: the model has today's. */
final class Predecessors {
  private static final Map<String, String> TODAY = Map.of(
      "vhost_worker", "vhost_run_work_kthread_list",
      "vhost_work_flush", "__vhost_worker_flush",
      "vhost_work_dev_flush", "__vhost_worker_flush",
      "vhost_worker_flush", "__vhost_worker_flush",
      "vhost_poll_flush", "vhost_dev_flush",
      "vhost_vsock_flush", "vhost_dev_flush",
      "vhost_net_flush_vq", "vhost_dev_flush");

  private Predecessors() {}

  /** The function that does the same today, or else the name itself. */
  static String today(String function) {
    return TODAY.getOrDefault(function, function);
  }
}
