package org.killpath.engine.kernel.call;

/** Takes down what is to be seen of a task, piece by piece: equal tasks give equal pieces. */
public interface Description {
  /** A number: of a task, of a lock, how many. */
  void number(long number);

  /** Something that tells what it is by {@link Object#equals}. */
  void name(Object name);
}
