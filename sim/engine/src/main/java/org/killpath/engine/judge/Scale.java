package org.killpath.engine.judge;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Audit;
import org.killpath.engine.kernel.Complaint;

/** What a subject calls each thing that a judge can find. */
public interface Scale {
  /** The ways in which tasks that have to come to their end can be stuck. */
  enum Stuck {
    /** Until the outside world acted, and the hung-task watchdog reports somebody. */
    RELEASED,
    /** Likewise, and nobody is reported. */
    RELEASED_UNREPORTED,
    /** In a wait that somebody was to end, and nobody is left who will. */
    LOST_WAKE_UP,
    /** Whatever the outside world does. */
    FOR_EVER,
    /** In a cycle of tasks that wait for each other, or one for itself. */
    CYCLE
  }

  /** Every outcome, mildest first; the first is that nothing was found. */
  List<Outcome> outcomes();

  /** What the kernel complained about; nothing is found if no kernel would say so. */
  Outcome of(Complaint.Kind complaint);

  /** A property that has to hold at rest, and did not. */
  Outcome of(Audit.Kind violated);

  /** A task that has to come to its end did not. */
  Outcome of(Stuck how);

  /** The outcome of an execution that found nothing. */
  default Outcome nothing() {
    return outcomes().get(0);
  }

  /** The outcome of this name, if there is one. */
  default Optional<Outcome> find(String name) {
    return outcomes().stream().filter(outcome -> outcome.name().equals(name)).findFirst();
  }
}
