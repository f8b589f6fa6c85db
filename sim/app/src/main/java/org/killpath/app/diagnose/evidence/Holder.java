package org.killpath.app.diagnose.evidence;

import java.util.List;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.Incident;

/** What a log says of whom a hung task waits for. */
public sealed interface Holder {
  /**
   * It is this task.
   *
   * @param how it is known, in words
   */
  record Known(Seen task, String how, Sureness sureness) implements Holder {
    /** False if the kernel itself only calls it likely, or if another reading is possible. */
    public boolean certain() {
      return sureness == Sureness.CERTAIN;
    }
  }

  /** How far a holder can be relied on. */
  enum Sureness {
    CERTAIN,
    /** The log names the task, but another reading is possible. */
    LIKELY,
    /** Nothing but a likeness names the task: no further conclusion is built on it. */
    GUESSED
  }

  /**
   * It is one of these, if the log shows it at all: the likeliest first.
   *
   * @param excluded how many tasks of the lock list show all their locks, and do not have this one
   */
  record Suspects(List<Suspect> tasks, int excluded) implements Holder {
    public Suspects {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * The worker that should do it has died; or a task has died that had, most likely, what is waited
   * for.
   *
   * @param crash what it died of
   * @param mutexes those, by the model's names, that a task has where it died and that may be what is
   *     waited for; empty if something has to be done
   */
  record Died(Seen task, Incident crash, List<String> mutexes) implements Holder {
    public Died {
      mutexes = List.copyOf(mutexes);
    }
  }

  /** Whoever has to deliver the page: nobody inside the kernel. */
  record Outside(String what) implements Holder {}

  /** Cannot be told. */
  record Unknown(String why) implements Holder {}

  /**
   * Somebody who may be it.
   *
   * @param likeliest better than all that follow
   * @param reasons for and against, in words
   */
  record Suspect(Seen task, boolean likeliest, List<String> reasons) {
    public Suspect {
      reasons = List.copyOf(reasons);
    }
  }
}
