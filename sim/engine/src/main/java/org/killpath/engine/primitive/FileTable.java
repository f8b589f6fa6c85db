package org.killpath.engine.primitive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * {@code struct files_struct}: the descriptors that some tasks share. When the last of them exits,
 * it closes what is open.
 */
public final class FileTable extends Resource {
  private final AtomicInteger users = new AtomicInteger();
  private final List<OpenFile> open = new CopyOnWriteArrayList<>();

  /** A table that nobody uses and that has nothing open. */
  public FileTable(Kernel kernel, String label) {
    super(kernel, label);
  }

  /** One more task will share the table. Called where the task is created. */
  public void share() {
    users.incrementAndGet();
  }

  /** The table takes over a reference on {@code file}, whose descriptor is the highest so far. */
  public void install(OpenFile file) {
    open.add(file);
  }

  /** {@code close(2)} of the only descriptor for {@code file}. */
  public void close(Task current, OpenFile file) {
    if (open.remove(file) && file.close(current)) {
      file.release(current);
    }
  }

  /**
   * {@code exit_files()}: closes in the order of descriptors. What that releases is put off to {@code
   * exit_task_work()}, where the newest comes first: one after the other, all in this task, so that
   * one that hangs keeps all below it from ending.
   */
  public void exit(Task current) {
    visible(current, Op.PUT);
    if (users.decrementAndGet() > 0) {
      return;
    }
    final Deque<OpenFile> putOff = new ArrayDeque<>();
    for (OpenFile file : open) {
      if (file.close(current)) {
        putOff.push(file);
      }
    }
    putOff.forEach(file -> file.release(current));
  }

  /** That a task leaves shows only when it is the last. */
  @Override
  public boolean commutes(Op op) {
    return op == Op.PUT && users.get() > 1;
  }
}
