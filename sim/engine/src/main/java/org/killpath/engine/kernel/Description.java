package org.killpath.engine.kernel;

/** Takes down what is to be seen of a task, piece by piece: equal tasks give equal pieces. */
public interface Description {
  void number(long number);

  void name(Object name);
}
