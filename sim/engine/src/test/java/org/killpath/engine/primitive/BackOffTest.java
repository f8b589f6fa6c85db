package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.Mm;

/** Tries for a mutex that somebody takes in the moment between the wake-up and the next try. */
class BackOffTest {
  /** Wakes whoever backs off, and has the mutex taken again before he looks. */
  private static final class TakenAgain implements Interleaver {
    private Runnable meanwhile = () -> {};

    @Override
    public void step(Task current, Op op, Resource on) {}

    @Override
    public void await(Task current, Op op, Resource on) {
      if (op == Op.BACK_OFF) {
        meanwhile.run();
        return;
      }
      assertThat(on.attempt(current, op)).isTrue();
    }

    @Override
    public void start(Task task) {}

    @Override
    public void interrupt(Task task) {}

    @Override
    public void unpark(Task task) {}
  }

  private final TakenAgain interleaver = new TakenAgain();
  private final Kernel kernel = new Kernel(interleaver);
  private final Mutex mutex = new Mutex(kernel, "vq.mutex");
  private final Task sleeper = task("sleeper");

  BackOffTest() {
    final Task holder = task("holder");
    mutex.lock(holder);
    interleaver.meanwhile = () -> {
      mutex.unlock(holder);
      mutex.lock(holder);
    };
  }

  private Task task(String comm) {
    return kernel.newTask(comm, kernel.newGroup(new Mm(comm)), comm, current -> {});
  }

  @Test
  void whoTriesForEverIsNotThrough() {
    assertThat(Mutex.backOff(sleeper, List.of(mutex), false)).isTrue();
  }

  @Test
  void whoHasRoundsLeftTriesAgain() {
    assertThat(Mutex.backOff(sleeper, List.of(mutex), true)).isTrue();
  }

  @Test
  void whoHasUsedThemUpDoesNot() {
    interleaver.meanwhile = kernel::passTime;
    assertThat(Mutex.backOff(sleeper, List.of(mutex), true)).isFalse();
  }
}
