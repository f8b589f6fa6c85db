package org.killpath.app.diagnose.log;

import java.util.List;
import java.util.Optional;

/**
 * Something that went wrong, or was done, at one moment: what a timeline has beside hangs.
 *
 * @param task to whom it happened, if that is said
 * @param function where, as far as a line names it; empty if none does
 * @param detail the report's own first words, shortened
 * @param calls innermost first
 * @param freedBy for a use after free: the trace of who freed it
 */
public record Incident(
    Kind kind,
    Optional<TaskId> task,
    String function,
    String detail,
    List<Call> calls,
    List<Call> freedBy,
    long line,
    Optional<String> time)
    implements LogEntry {
  /** What it is. */
  public enum Kind {
    KASAN("KASAN"),
    OOPS("oops"),
    BUG("BUG"),
    WARNING("warning"),
    SOFT_LOCKUP("soft lockup"),
    RCU_STALL("RCU stall"),
    FREEZER("freezer"),
    OOM_KILL("OOM kill"),
    EXITED("exited"),
    PANIC("panic"),
    LOCKDEP_OFF("lockdep off");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** With its article. */
    public String words() {
      return ("AEIOUR".indexOf(Character.toUpperCase(word.charAt(0))) >= 0 ? "an " : "a ") + word;
    }
  }

  public Incident {
    calls = List.copyOf(calls);
    freedBy = List.copyOf(freedBy);
  }

  /** Does the task that runs into it end there? */
  public boolean endsTheTask() {
    return kind == Kind.OOPS || kind == Kind.EXITED;
  }
}
