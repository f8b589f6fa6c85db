package org.killpath.engine.kernel.state;

/** Why a thread has all others of its group die: they get a SIGKILL of their own. */
public enum Zap {
  /** {@code zap_process()}: it dumps core, and dies then. */
  CORE_DUMP,
  /** {@code zap_other_threads()}: it executes another program. */
  EXEC
}
