package org.killpath.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;

/** A touch of what was freed is caught, whoever touches it and in whatever way. */
class AllocationTest {
  private static final class Memory extends Allocation {
    private Memory(Kernel kernel) {
      super(kernel, "memory", 1);
    }
  }

  @Test
  void everyKindOfTouchAfterFreeIsNoted() {
    TinyWorld.inOrder(world -> {
      final Kernel kernel = world.kernel();
      final Memory memory = new Memory(kernel);
      final Mutex mutex = new Mutex(kernel, "memory.mutex", memory);
      final Bit bit = new Bit(kernel, "memory.bit", memory);
      final Shared<Integer> field = new Shared<>(kernel, "memory.field", memory, 0);
      final CFunction function = new CFunction("careless", "file.c");
      final Task task = world.task("task", current -> {
        field.set(current, 1);
        memory.free(current);
        try (Frame fn = current.enter(function)) {
          mutex.lock(current);
          bit.test(current);
          field.set(current, 2);
          mutex.unlock(current);
        }
        memory.free(current);
      });
      world.settle();
      assertThat(kernel.complaints())
          .extracting(Complaint::what)
          .containsExactly(
              "locks memory.mutex",
              "reads memory.bit",
              "writes memory.field",
              "unlocks memory.mutex",
              "frees memory[1]");
      assertThat(kernel.complaints()).allSatisfy(complaint -> {
        assertThat(complaint.kind()).isEqualTo(Complaint.Kind.USE_AFTER_FREE);
        assertThat(complaint.task()).isSameAs(task);
      });
      assertThat(kernel.complaints().get(0).at()).contains(function);
    });
  }

  @Test
  void aFreedTaskMustNotBeWoken() {
    TinyWorld.inOrder(world -> {
      final Task sleeper = world.task("sleeper", current -> {});
      world.settle();
      world.task("careless", current -> {
        sleeper.wake(current);
        assertThat(world.kernel().complaints()).isEmpty();
        sleeper.free(current);
        sleeper.wake(current);
      });
      world.settle();
      assertThat(world.kernel().complaints())
          .extracting(Complaint::what)
          .containsExactly("wakes task[38]");
    });
  }

  @Test
  void whetherARaceTouchesFreedMemoryDependsOnTheInterleaving() {
    final AtomicInteger caught = new AtomicInteger();
    final int interleavings = TinyWorld.inEveryInterleaving(world -> {
      final Memory memory = new Memory(world.kernel());
      final Bit bit = new Bit(world.kernel(), "memory.bit", memory);
      world.task("user", bit::test);
      world.task("owner", memory::free);
      world.settle();
      caught.addAndGet(world.kernel().complaints().size());
    });
    assertThat(caught.get()).isBetween(1, interleavings - 1);
  }

  @Test
  void aWarningTellsWhoAndWhere() {
    TinyWorld.inOrder(world -> {
      final CFunction function = new CFunction("destroys", "file.c");
      world.task("task", current -> {
        world.kernel().warnOn(current, false, "!fine");
        try (Frame fn = current.enter(function)) {
          world.kernel().warnOn(current, true, "!list_empty");
        }
      });
      world.settle();
      assertThat(world.kernel().complaints()).singleElement().satisfies(complaint -> {
        assertThat(complaint.kind()).isEqualTo(Complaint.Kind.WARNING);
        assertThat(complaint.what()).isEqualTo("!list_empty");
        assertThat(complaint.at()).contains(function);
      });
    });
  }
}
