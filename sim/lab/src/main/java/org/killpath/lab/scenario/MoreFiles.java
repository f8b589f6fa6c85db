package org.killpath.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.FileTable;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.lab.scenario.Descriptors.Where;

/** Files of the machine besides the device and the userfaultfd, and what the kernel releases itself. */
public final class MoreFiles {
  private final Kernel kernel;
  private final TaskGroup ownerGroup;
  private Optional<DelayedFput> delayed = Optional.empty();
  private Optional<Pipe> pipe = Optional.empty();
  private Optional<Where> owners = Optional.empty();

  MoreFiles(Kernel kernel, TaskGroup ownerGroup) {
    this.kernel = kernel;
    this.ownerGroup = ownerGroup;
  }

  /** The owner's group has the only write end of a pipe. */
  public void ownersPipe(Where where) {
    pipe = Optional.of(new Pipe(kernel, this::ownersTasks));
    owners = Optional.of(where);
  }

  private List<Task> ownersTasks() {
    return ownerGroup.tasks().stream().filter(task -> !task.isExited()).toList();
  }

  /** Kernel tasks will drop last references. */
  public void expectCollector() {
    delayed = Optional.of(new DelayedFput(kernel));
  }

  /** The only write end of a pipe is in flight. */
  public void pipeInFlight() {
    pipe = Optional.of(new Pipe(kernel, () -> delayed.orElseThrow().releasers()));
  }

  /** Gives the owner its end of the pipe, if that is to lie there. */
  void install(FileTable files, Where where) {
    if (owners.equals(Optional.of(where))) {
      files.install(pipe.orElseThrow().writeEnd());
    }
  }

  /** A kernel task drops a reference on {@code file}. */
  public void collect(Task current, OpenFile file) {
    delayed.orElseThrow().fput(current, file);
  }

  /** A kernel task drops the only reference on the pipe's write end. */
  public void collectPipe(Task current) {
    collect(current, pipe.orElseThrow().writeEnd());
  }

  /** Reads until nobody can write any more. */
  public void readPipe(Task current) {
    pipe.orElseThrow().read(current);
  }
}
