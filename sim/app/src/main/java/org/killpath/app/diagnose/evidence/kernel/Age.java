package org.killpath.app.diagnose.evidence.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which code of vhost a kernel has, as far as teardown goes.
 *
 * @param release as printed, taken apart, if it has a version
 * @param how what tells
 */
public record Age(Code code, Optional<KernelRelease> release, String how) {
  /** The ages of the code. */
  public enum Code {
    /** Before 6.4: the worker is a kernel thread, which no signal reaches. */
    KTHREAD("kthread workers (before 6.4), which SIGKILL does not reach: there is no kill handler"),
    /** 6.4 to 6.9: a thread of the group that remembers SIGKILL and goes on. */
    NO_HANDLER(
        "vhost_task workers without a kill handler (6.4 to 6.9, before 6.6.39 and 6.9.9), and flush"
            + " holds worker.mutex while it waits"),
    /** From 6.10, and in 6.6.39 and 6.9.9: the kill handler. */
    HANDLER("vhost_task workers with a kill handler (6.10 and later, 6.6.39, 6.9.9)"),
    /** From 6.17, and in 6.12.42: either, by fork_owner. */
    EITHER("vhost_task workers with a kill handler, or kthread workers by fork_owner (6.17"
        + " and later, and 6.12.42)"),
    UNKNOWN("not told by the log");

    private final String words;

    Code(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /** Is there a kill handler, for certain? */
    public boolean hasHandler() {
      return this == HANDLER || this == EITHER;
    }
  }

  /** How the releases end that killpath's own reports name. */
  private static final String SIMULATED = "-killpath";

  private static final Set<String> OF_HANDLER =
      Set.of("vhost_worker_killed", "__vhost_worker_flush", "vhost_run_work_kthread_list");

  /** {@code functions} are all that the log shows. */
  public static Age of(Optional<String> name, Set<String> functions) {
    final Optional<KernelRelease> release = name.flatMap(KernelRelease::of);
    if (name.filter(printed -> printed.endsWith(SIMULATED)).isPresent()) {
      return new Age(Code.UNKNOWN, release, "killpath printed it: it may have any design");
    }
    final Optional<Code> byFunction = byFunction(functions);
    final Code byRelease = release.map(Age::byRelease).orElse(Code.UNKNOWN);
    if (byFunction.isPresent()
        && (byRelease == Code.UNKNOWN || contradicts(byFunction.get(), byRelease))) {
      return new Age(byFunction.get(), release, "by the functions in the log");
    }
    return new Age(
        byRelease,
        release,
        byRelease == Code.UNKNOWN
            ? "neither a version nor a function tells"
            : release
                .flatMap(KernelRelease::distribution)
                .map(who ->
                    "by the version; it is a kernel of " + who + ", which may have newer code")
                .orElse("by the version"));
  }

  private static boolean contradicts(Code function, Code release) {
    return switch (function) {
      case KTHREAD -> release == Code.NO_HANDLER || release == Code.HANDLER;
      case HANDLER -> !release.hasHandler();
      case NO_HANDLER -> release == Code.KTHREAD;
      case UNKNOWN -> release == Code.KTHREAD;
      case EITHER -> release != function;
    };
  }

  private static Code byRelease(KernelRelease release) {
    if (release.isBefore(6, 4)) {
      return Code.KTHREAD;
    }
    if (release.isBefore(6, 10)) {
      return release.isAtLeast(6, 6, 39) || release.isAtLeast(6, 9, 9)
          ? Code.HANDLER
          : Code.NO_HANDLER;
    }
    return release.isBefore(6, 17) && !release.isAtLeast(6, 12, 42) ? Code.HANDLER : Code.EITHER;
  }

  private static Optional<Code> byFunction(Set<String> functions) {
    if (functions.contains("vhost_run_work_kthread_list")) {
      return Optional.of(Code.EITHER);
    }
    if (OF_HANDLER.stream().anyMatch(functions::contains)) {
      return Optional.of(Code.HANDLER);
    }
    if (functions.contains("vhost_task_fn") || functions.contains("vhost_task_stop")) {
      return Optional.of(Code.UNKNOWN); // no kernel thread, but with or without a handler
    }
    return List.of("vhost_work_flush", "vhost_work_dev_flush", "vhost_poll_flush", "vhost_worker")
            .stream()
            .anyMatch(functions::contains)
        ? Optional.of(Code.KTHREAD)
        : Optional.empty();
  }

  /** Is it before this release, for all that its number tells? Empty if it has none. */
  public Optional<Boolean> isBefore(int major, int minor) {
    return release.map(known -> known.isBefore(major, minor));
  }

  /** One line: the release, and what it has. */
  public String words() {
    return release.map(known -> "Linux " + known.name()).orElse("a kernel of unknown version")
        + ": " + code.words() + " (" + how + ")";
  }
}
