package org.killpath.lab.design.edit;

import java.util.List;

/** The sets of edits, of none, or of several, that have a name of their own. */
public final class NamedSets {
  /** The set that a letter proposes if none is named. */
  public static final String ANSWER = "no-sleep";

  private NamedSets() {}

  /** A set with its name, who proposed it, and what it comes to in words. */
  record NamedSet(String id, String proposedBy, String changes, List<String> edits) {}

  static List<NamedSet> all() {
    return List.of(
        new NamedSet(
            "upstream",
            "Linux 6.10 to 7.3 (db5247d9bf5c)",
            "Nothing: the kill handler takes every vq.mutex in turn, under worker.mutex.",
            List.of()),
        new NamedSet(
            "flush-only-drain",
            "follows from what the final drain was seen to do on a real kernel",
            "Detaches by compare-and-set; the drain runs flush items only, drops and counts the"
                + " others.",
            List.of("lock-free-detach", "flush-items-only")),
        new NamedSet(
            "killable-datapath",
            "follows from a worker that never reached its handler on a real kernel",
            "flush-only-drain, and the virtqueue handlers of vsock lock vq.mutex killably: on a fatal"
                + " signal they return and the item counts as dropped.",
            List.of("lock-free-detach", "flush-items-only", "killable-vsock-handlers")),
        new NamedSet(
            "upstream-killable",
            "follows from a worker that never reached its handler on a real kernel",
            "Upstream's handler, with the data path of killable-datapath.",
            List.of("killable-vsock-handlers")),
        new NamedSet(
            "no-mutex-handler",
            "follows from all other designs",
            "Mark and detach under a spinlock per worker, under which a flush queues and an attach"
                + " writes; the drain runs flush items only, then completes what flushes of a dead"
                + " worker wait for; vsock's data path killable.",
            List.of("no-worker-mutex", "flush-items-only", "killable-vsock-handlers")),
        new NamedSet(
            "killable-datapath-all",
            "follows from killable-datapath",
            "killable-datapath, in net and scsi too.",
            List.of("lock-free-detach", "flush-items-only", "killable-vq-handlers")),
        new NamedSet(
            "no-mutex-handler-all",
            "follows from no-mutex-handler",
            "no-mutex-handler, with the data path of net and scsi killable too.",
            List.of("no-worker-mutex", "flush-items-only", "killable-vq-handlers")),
        new NamedSet(
            "unreferenced-exit",
            "Linux before db5247d9bf5c and afe16653e05d, had its workers left their loop on SIGKILL",
            "exit-without-handler, and the memory of the worker task goes as soon as it has exited.",
            List.of("exit-without-handler", "unreferenced-task")),
        new NamedSet(
            "owner-stops-only",
            "Linux until 2022 (changed by a58da53ffd70), whose workers were kernel threads",
            "kthread, and the last close of vsock checks for the owner before it stops the device:"
                + " an exiting task is nobody.",
            List.of("kthread", "owner-check-at-close")),
        new NamedSet(
            ANSWER,
            "found by a search of the space of designs",
            "Nobody sleeps on user memory with a lock that a worker needs, and a worker waits for"
                + " nobody else's; the kill handler is upstream's.",
            List.of(
                "always-wait-for-readers",
                "copy-before-dev-mutex",
                "access-before-lock",
                "worker-never-halts",
                "faults-elsewhere",
                "vsock-backlog",
                "tmf-holds-workers",
                "scsi-events-under-lock",
                "zerocopy-queues-first")),
        new NamedSet(
            "kthread-no-sleep",
            "found by a search of the space of designs",
            "Workers are kernel threads, nothing that they do sleeps on user memory or on a"
                + " stranger's lock, no ioctl of a ring sleeps on user memory with vq.mutex, and the"
                + " last close waits for readers before it frees a worker.",
            List.of(
                "copy-before-dev-mutex",
                "readers-before-free",
                "faults-elsewhere",
                "vsock-backlog",
                "zerocopy-queues-first",
                "kthread")));
  }
}
