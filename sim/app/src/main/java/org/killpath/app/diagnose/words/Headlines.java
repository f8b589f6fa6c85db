package org.killpath.app.diagnose.words;

import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Looks;
import org.killpath.app.diagnose.evidence.task.Seen;

/** Who hangs, where, on what, in a sentence. */
public final class Headlines {
  private Headlines() {}

  public static String of(Hang hang) {
    final Seen victim = hang.victim();
    final String group =
        victim.tgid().map(tgid -> " (thread group " + tgid + ")").orElse("");
    if (hang.silent()) {
      return victim.task() + group
          + " may be hung: nobody is reported, but a lock list shows it with "
          + victim.counts().map(Headlines::count).orElse("locks") + ".";
    }
    final String where =
        victim.trace().functions().isEmpty() ? "; " + Steps.of(victim) : " in " + Steps.of(victim);
    final String holding = victim.locks().isEmpty()
        ? ""
        : " It holds " + HolderWords.locks(victim.locks()) + " meanwhile.";
    if (hang.certainty() == Hang.Certainty.LOOPING) {
      return victim.task() + group
          + " runs and does not leave its processor: a watchdog reported a soft lockup in "
          + victim.trace().functions().get(0) + "(). It is in " + Steps.of(victim) + "."
          + victim
              .trace()
              .fault()
              .map(fault -> " It takes a page fault again and again, for " + fault.words() + ".")
              .orElse("")
          + holding;
    }
    final boolean moment = hang.certainty() == Hang.Certainty.MOMENT;
    return victim.task() + group + (moment ? " is blocked" + state(victim) : " is hung") + where
        + ". It waits for " + Steps.wait(victim) + "." + holding
        + (moment ? moment(hang.looks()) : "");
  }

  private static String moment(Looks looks) {
    return looks.areSeveral()
        ? " The log shows that " + looks.count() + " times"
            + looks.seconds().map(apart -> ", over " + apart + " s").orElse("")
            + ": it is not seen to go on, though no watchdog reports it."
        : " That is one moment only: it is not certain that it hangs; a second look tells.";
  }

  private static String state(Seen victim) {
    return victim.state().map(state -> " (" + state + ")").orElse("");
  }

  private static String count(Seen.Counts counts) {
    return counts.least() == counts.most()
        ? counts.least() + " locks"
        : counts.least() + " to " + counts.most() + " locks";
  }
}
