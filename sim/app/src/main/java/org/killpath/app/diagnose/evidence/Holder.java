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
   * @param certain false if the kernel itself only calls it likely, or if another reading is possible
   */
  record Known(Seen task, String how, boolean certain) implements Holder {}

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
   * The worker that should do it has died.
   *
   * @param crash what it died of
   */
  record Died(Seen task, Incident crash) implements Holder {}

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
