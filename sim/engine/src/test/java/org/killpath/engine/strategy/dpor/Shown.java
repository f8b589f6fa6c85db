package org.killpath.engine.strategy.dpor;

import org.killpath.engine.search.Subject;

/** A program of which every execution shows something. */
interface Shown extends Subject {
  /** What the execution that was last showed. */
  String shown();
}
