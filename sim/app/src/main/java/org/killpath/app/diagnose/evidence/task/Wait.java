package org.killpath.app.diagnose.evidence.task;

/** The kind of a wait. */
public enum Wait {
  MUTEX("waits for a mutex"),
  COMPLETION("waits for a completion"),
  SOCKET("waits for the lock of a socket"),
  RCU("waits for RCU readers, in synchronize_rcu()"),
  BACK_OFF("sleeps between two tries for a lock"),
  USER_MEMORY("waits for user memory: it took a page fault in the middle of a copy"),
  REFERENCES("waits for the last reference"),
  IDLE("is idle, waiting for work"),
  RUNNING("runs, or loops"),
  UNKNOWN("waits for something that the log does not show");

  private final String words;

  Wait(String words) {
    this.words = words;
  }

  /** A verb in the third person, and what it waits for. */
  public String words() {
    return words;
  }
}
