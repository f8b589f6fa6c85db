package org.killpath.lab.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.OpenFile;

/**
 * Mirrors {@code delayed_fput_list} and its work item (fs/file_table.c, 6.12 to 7.3). A kernel task
 * that drops a last reference does not release the file itself: one item for the whole machine does
 * so, the newest first, one file after the other. What comes meanwhile waits for its next turn.
 */
final class DelayedFput extends Resource {
  /** The role of the task that the item runs in. */
  static final String ROLE = "delayed-fput";

  private static final CFunction FPUT = new CFunction("fput", "fs/file_table.c");
  private static final CFunction DELAYED_FPUT = new CFunction("delayed_fput", "fs/file_table.c");

  private final Kernel kernel;
  private final Deque<OpenFile> list = new ArrayDeque<>();
  private volatile Optional<Task> item = Optional.empty();

  DelayedFput(Kernel kernel) {
    super(kernel, "delayed_fput_list");
    this.kernel = kernel;
  }

  /** {@code fput()} by a task of the kernel's own, in whose place {@code current} stands. */
  void fput(Task current, OpenFile file) {
    try (Frame fn = current.enter(FPUT)) {
      if (file.drop(current)) {
        visible(current, Op.WRITE);
        if (add(file)) {
          final Task made =
              kernel.createKthread(current, "kworker/events", ROLE, this::delayedFput);
          item = Optional.of(made);
          kernel.start(made);
        }
      }
    }
  }

  /** True if the item has to be queued. */
  private synchronized boolean add(OpenFile file) {
    final boolean idle = list.isEmpty() && item.isEmpty();
    list.push(file);
    return idle;
  }

  /** {@code delayed_fput()}. */
  private void delayedFput(Task current) {
    try (Frame fn = current.enter(DELAYED_FPUT)) {
      List<OpenFile> batch = takeAll(current);
      while (!batch.isEmpty()) {
        for (OpenFile file : batch) {
          file.release(current);
        }
        batch = takeAll(current);
      }
    }
  }

  private List<OpenFile> takeAll(Task current) {
    visible(current, Op.WRITE);
    synchronized (this) {
      final List<OpenFile> batch = new ArrayList<>(list);
      list.clear();
      if (batch.isEmpty()) {
        item = Optional.empty();
      }
      return batch;
    }
  }

  /** Who releases what is on the list, if anybody does. */
  List<Task> releasers() {
    return item.stream().toList();
  }
}
