package org.killpath.engine.kernel;

/**
 * Decides, or merely watches, which task performs the next visible operation. Every primitive of
 * this package calls it once before each such operation, so that one decision belongs to each.
 *
 * <p>Life: an interleaver serves one world at a time. {@link #start} announces each task before its
 * first operation. The task's own thread then calls {@link #step} or {@link #await} for each
 * operation, and both return only when the operation may be performed (for {@code await}: when it
 * has been). They may throw {@link WorldEnded}, which nobody below the runtime catches.
 */
public interface Interleaver {
  /** An operation follows that never blocks. */
  void step(Task current, Op op, Resource on);

  /**
   * Performs an operation that may block: returns once {@link Resource#attempt} has succeeded for
   * {@code current}.
   */
  void await(Task current, Op op, Resource on);

  /** A new task can be scheduled from now on. */
  void start(Task task);

  /** A signal was sent to {@code task}: real thread interruption, seen when the task next runs. */
  void interrupt(Task task);

  /** {@code task} should look at its wait again (a wake-up that carries no other meaning). */
  void unpark(Task task);
}
