package org.killpath.lab.cell;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.program.Program;

/** Worlds of growing size, to see how the time of a schedule grows with them. */
public final class Scaling {
  private static final List<Integer> TASKS = List.of(2, 4, 8, 16);
  private static final List<Integer> VIRTQUEUES = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final int ROUNDS = 3;

  private Scaling() {}

  /** First more and more tasks that do the same, then more and more virtqueues for three. */
  public static List<Program> subjects() {
    final List<Program> subjects = new ArrayList<>();
    for (int tasks : TASKS) {
      subjects.add(tasks(tasks));
    }
    for (int virtqueues : VIRTQUEUES) {
      subjects.add(virtqueues(virtqueues));
    }
    return subjects;
  }

  /** Each task uses what it shares with its neighbour on either side, in turn. */
  static Program tasks(int n) {
    return new Program("tasks(" + n + ")", tasks -> {
      final List<Slot> slots = slots(tasks.kernel(), n);
      for (int i = 0; i < n; i++) {
        final Slot own = slots.get(i);
        final Slot next = slots.get((i + 1) % n);
        tasks.add(current -> {
          for (int round = 0; round < ROUNDS; round++) {
            own.increment(current);
            next.increment(current);
          }
        });
      }
    });
  }

  /** A kill handler, a lock-all and a worker that goes round all virtqueues. */
  static Program virtqueues(int n) {
    return new Program("virtqueues(" + n + ")", tasks -> {
      final List<Slot> vqs = slots(tasks.kernel(), n);
      for (int i = 0; i < 3; i++) {
        tasks.add(current -> vqs.forEach(vq -> vq.increment(current)));
      }
    });
  }

  private static List<Slot> slots(Kernel kernel, int n) {
    final List<Slot> slots = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      slots.add(new Slot(new Mutex(kernel, "mutex", i), new Shared<>(kernel, "value", i, 0)));
    }
    return slots;
  }

  /** A lock and what it guards: four visible operations a time. */
  private record Slot(Mutex mutex, Shared<Integer> value) {
    void increment(org.killpath.engine.kernel.Task current) {
      mutex.lock(current);
      value.set(current, value.get(current) + 1);
      mutex.unlock(current);
    }
  }
}
