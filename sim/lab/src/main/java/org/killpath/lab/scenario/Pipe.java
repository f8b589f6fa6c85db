package org.killpath.lab.scenario;

import java.util.List;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.OpenFile;

/**
 * {@code struct pipe_inode_info} (fs/pipe.c), as far as its end goes: nobody writes, and whoever
 * reads sleeps until the last reference on the write end is released.
 */
final class Pipe {
  private static final CFunction READ = new CFunction("pipe_read", "fs/pipe.c");
  private static final CFunction RELEASE = new CFunction("pipe_release", "fs/pipe.c");

  private final Completion end;
  private final OpenFile writeEnd;

  /**
   * @param closers the tasks that could still release the write end
   */
  Pipe(Kernel kernel, Supplier<List<Task>> closers) {
    this.end = new Completion(kernel, "end of the pipe", closers, TaskState.S);
    this.writeEnd = new OpenFile(kernel, "write end of the pipe", this::release);
  }

  OpenFile writeEnd() {
    return writeEnd;
  }

  private void release(Task current) {
    try (Frame fn = current.enter(RELEASE)) {
      end.complete(current);
    }
  }

  /** {@code pipe_read()} until there are no writers: sleeps in S; a fatal signal ends it, too. */
  void read(Task current) {
    try (Frame fn = current.enter(READ)) {
      end.awaitKillable(current);
    }
  }
}
