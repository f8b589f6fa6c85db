package org.killpath.engine.kernel.call;

/** One entry of a task's call trace; closing it is the return from the C function. */
public final class Frame implements AutoCloseable {
  private final CallTrace trace;

  Frame(CallTrace trace) {
    this.trace = trace;
  }

  @Override
  public void close() {
    trace.leave();
  }
}
