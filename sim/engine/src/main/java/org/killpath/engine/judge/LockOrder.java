package org.killpath.engine.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.TakenLock;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;

/**
 * Which class of lock was taken while which other was held, as lockdep (kernel/locking/lockdep.c)
 * collects it, over any number of executions: an inversion shows even if no execution deadlocked.
 *
 * <p>As there, a trylock begins no dependency, since it does not wait, but what is held by a trylock
 * counts; and a wait for a completion is none.
 */
public final class LockOrder {
  /**
   * Lock {@code to} was taken with {@code from} held.
   *
   * @param fromAt the function that had taken the first
   * @param toAt the function that took the second
   */
  public record Dependency(
      String from, Optional<CFunction> fromAt, String to, Optional<CFunction> toAt) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%s (at %s) -> %s (at %s)", from, name(fromAt), to, name(toAt));
    }

    private static String name(Optional<CFunction> function) {
      return function.map(CFunction::name).orElse("user mode");
    }
  }

  /**
   * Who took the second lock of a dependency when it was first seen.
   *
   * @param task with the locks it held then; the first one is among them
   * @param lock the identity of the second lock, which it was about to take
   */
  public record Witness(TaskReport task, int lock) {}

  private final Map<String, Map<String, Dependency>> first = new LinkedHashMap<>();
  private final Map<Dependency, Witness> witnesses = new LinkedHashMap<>();
  private final Set<Dependency> nested = new LinkedHashSet<>();

  /** The task is about to perform its pending operation, and will not have to wait for it. */
  public void step(Task task) {
    final Op op = task.pendingOp();
    if (op.waitsForLock()) {
      final Resource lock = task.pendingOn();
      for (TakenLock held : task.heldLocks()) {
        add(held, lock, task);
      }
    }
  }

  private void add(TakenLock held, Resource lock, Task task) {
    final String from = held.lock().label();
    final String to = lock.label();
    if (from.equals(to)) {
      nested.add(new Dependency(from, held.at(), to, task.function()));
    } else {
      first
          .computeIfAbsent(from, unseen -> new LinkedHashMap<>())
          .computeIfAbsent(to, unseen -> witnessed(held, lock, task));
    }
  }

  private Dependency witnessed(TakenLock held, Resource lock, Task task) {
    final Dependency dependency =
        new Dependency(held.lock().label(), held.at(), lock.label(), task.function());
    witnesses.put(dependency, new Witness(TaskReport.of(task, false), lock.id()));
    return dependency;
  }

  /** Who made each dependency, in the order in which they were first seen. */
  public Map<Dependency, Witness> witnesses() {
    return Collections.unmodifiableMap(witnesses);
  }

  /** Every dependency between two classes, as it was first seen. */
  public List<Dependency> dependencies() {
    return first.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  /** Locks taken while another of their own class was held. */
  public List<Dependency> nestings() {
    return List.copyOf(nested);
  }

  /** True if one of {@code to} was ever taken with one of {@code from} held. */
  public boolean has(String from, String to) {
    return first.getOrDefault(from, Map.of()).containsKey(to);
  }

  /**
   * Cycles among the classes: for each dependency that closes one, the shortest way round, beginning
   * with it. Empty if there is an order that every task kept to.
   */
  public List<List<Dependency>> inversions() {
    final List<List<Dependency>> cycles = new ArrayList<>();
    final Set<Set<Dependency>> seen = new LinkedHashSet<>();
    for (Dependency dependency : dependencies()) {
      path(dependency.to(), dependency.from()).ifPresent(back -> {
        final List<Dependency> cycle = new ArrayList<>();
        cycle.add(dependency);
        cycle.addAll(back);
        if (seen.add(Set.copyOf(cycle))) {
          cycles.add(List.copyOf(cycle));
        }
      });
    }
    return cycles;
  }

  /** The shortest way from one class to another, breadth first. */
  private Optional<List<Dependency>> path(String from, String to) {
    final Map<String, List<Dependency>> ways = new LinkedHashMap<>();
    ways.put(from, List.of());
    final List<String> reached = new ArrayList<>(List.of(from));
    for (int i = 0; i < reached.size(); i++) {
      final String here = reached.get(i);
      if (here.equals(to)) {
        return Optional.of(ways.get(here));
      }
      for (Dependency next : first.getOrDefault(here, Map.of()).values()) {
        if (!ways.containsKey(next.to())) {
          final List<Dependency> way = new ArrayList<>(ways.get(here));
          way.add(next);
          ways.put(next.to(), way);
          reached.add(next.to());
        }
      }
    }
    return Optional.empty();
  }
}
