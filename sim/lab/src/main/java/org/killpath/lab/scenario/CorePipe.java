package org.killpath.lab.scenario;

import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Completion;

/**
 * The pipe to the helper of a core pattern (fs/coredump.c, fs/pipe.c, 6.12 to 7.3), which holds less
 * than a core: whoever dumps sleeps in S until the helper has read enough, or a fatal signal comes.
 */
final class CorePipe {
  private static final CFunction WRITE = new CFunction("pipe_write", "fs/pipe.c");

  private final Completion room;

  CorePipe(Kernel kernel) {
    this.room = new Completion(kernel, "room in the pipe of the core", List::of, TaskState.S);
  }

  /** {@code dump_emit()} as far as it waits. */
  void write(Task current) {
    try (Frame fn = current.enter(WRITE)) {
      room.awaitKillable(current);
    }
  }

  /** The helper reads. */
  void read(Task current) {
    room.complete(current);
  }

  boolean isRead() {
    return room.isDone();
  }
}
