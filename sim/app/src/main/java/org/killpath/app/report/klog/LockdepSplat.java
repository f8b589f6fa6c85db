package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.judge.LockOrder.Dependency;
import org.killpath.engine.judge.LockOrder.Witness;
import org.killpath.engine.judge.TaskReport;

/**
 * What lockdep prints of classes of locks that were taken in both orders, as {@code
 * print_circular_bug()} does. It needs no deadlock: that the orders were seen is enough.
 */
public final class LockdepSplat {
  private final LockOrder order;
  private final KernelVersion kernel;

  public LockdepSplat(LockOrder order, KernelVersion kernel) {
    this.order = order;
    this.kernel = kernel;
  }

  /** One report for each inversion; the kernel itself stops after the first. Empty if none. */
  public List<String> lines() {
    final List<String> lines = new ArrayList<>();
    for (List<Dependency> cycle : order.inversions()) {
      splat(lines, fromItsEnd(cycle));
    }
    return lines;
  }

  /** The same cycle, begun behind the dependency that was seen last: that one closes it. */
  private List<Dependency> fromItsEnd(List<Dependency> cycle) {
    final List<Dependency> seen = new ArrayList<>(order.witnesses().keySet());
    final Dependency last =
        cycle.stream().max(Comparator.comparingInt(seen::indexOf)).orElseThrow();
    final int begin = cycle.indexOf(last) + 1;
    final List<Dependency> turned = new ArrayList<>(cycle.subList(begin, cycle.size()));
    turned.addAll(cycle.subList(0, begin));
    return turned;
  }

  private void splat(List<String> lines, List<Dependency> cycle) {
    final Dependency last = cycle.get(cycle.size() - 1);
    final TaskReport task = witness(last).task();
    final Splat splat = new Splat(lines, task, kernel);
    splat.begin("possible circular locking dependency detected", taken(last), held(last));
    lines.add("which lock already depends on the new lock.");
    lines.add("");
    lines.add("");
    lines.add("the existing dependency chain (in reverse order) is:");
    for (int i = cycle.size() - 2; i >= 0; i--) {
      link(lines, i + 1, cycle.get(i));
    }
    link(lines, 0, last);
    lines.add("");
    lines.add("other info that might help us debug this:");
    lines.add("");
    scenario(lines, cycle);
    splat.end(
        task.locks().stream().map(LockLine::of).toList(),
        List.of("dump_stack_lvl", "print_circular_bug", "check_noncircular", "__lock_acquire"),
        taken(last));
  }

  private Witness witness(Dependency dependency) {
    return order.witnesses().get(dependency);
  }

  private LockLine taken(Dependency dependency) {
    return new LockLine(dependency.to(), witness(dependency).lock(), dependency.toAt());
  }

  private LockLine held(Dependency dependency) {
    return witness(dependency).task().locks().stream()
        .filter(lock -> lock.label().equals(dependency.from()))
        .findFirst()
        .map(LockLine::of)
        .orElseThrow();
  }

  private void link(List<String> lines, int number, Dependency dependency) {
    lines.add("");
    lines.add("-> #" + number + " " + taken(dependency).classAndUsage(kernel) + ":");
    final String indent = "       ";
    lines.add(indent + Symbol.of(taken(dependency).function()));
    witness(dependency)
        .task()
        .callTrace()
        .forEach(function -> lines.add(indent + Symbol.of(function)));
  }

  /** The order in which two processors would wait for each other for ever. */
  private void scenario(List<String> lines, List<Dependency> cycle) {
    final String source = taken(cycle.get(cycle.size() - 1)).className();
    final String target = held(cycle.get(cycle.size() - 1)).className();
    String between = source;
    if (cycle.size() > 2) {
      final StringBuilder chain = new StringBuilder("  ").append(source);
      for (Dependency link : cycle.subList(0, cycle.size() - 1)) {
        chain.append(" --> ").append(taken(link).className());
      }
      between = taken(cycle.get(cycle.size() - 3)).className();
      lines.add("Chain exists of:");
      lines.add(chain.toString());
      lines.add("");
    }
    final String otherSide = " ".repeat(31);
    lines.add(" Possible unsafe locking scenario:");
    lines.add("");
    lines.add("       CPU0                    CPU1");
    lines.add("       ----                    ----");
    lines.add("  lock(" + target + ");");
    lines.add(otherSide + "lock(" + between + ");");
    lines.add(otherSide + "lock(" + target + ");");
    lines.add("  lock(" + source + ");");
    lines.add("");
    lines.add(" *** DEADLOCK ***");
    lines.add("");
  }
}
