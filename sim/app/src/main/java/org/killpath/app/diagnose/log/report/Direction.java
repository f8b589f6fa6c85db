package org.killpath.app.diagnose.log.report;

import java.util.HashMap;
import java.util.Map;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Locks;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.line.Limits;

/**
 * Notices a log whose newest line is the first, as {@code journalctl -r} and the pages of collectors
 * have it: what stands above something else in every report stands below it.
 */
final class Direction {
  static final String REVERSED =
      "the log is in reverse order, the newest line first, so that its stacks and lists were not"
          + " understood: turn it round (tac FILE, or journalctl without -r)";

  /** What a line is, of those that stand above one another in every report. */
  private enum Part {
    HUNG,
    TAINT,
    TRACE,
    TAG,
    INNERMOST,
    OTHER
  }

  /** The part, or the lock's place, that stood above, of each whose lines may be mixed. */
  private record Above(Part part, int place) {
    static final Above NOTHING = new Above(Part.OTHER, -1);
  }

  private final Map<String, Above> above = new HashMap<>();
  private long forwards;
  private long backwards;

  void line(Line line) {
    final String who = line.host() + " " + line.caller();
    final Above before = above.getOrDefault(who, Above.NOTHING);
    final Above now =
        new Above(part(line), line.as(Form.LOCK_IN_LIST).map(Locks.Place::index).orElse(-1));
    follows(Part.HUNG, Part.TAINT, before.part(), now.part());
    follows(Part.TRACE, Part.TAG, before.part(), now.part());
    follows(Part.TRACE, Part.INNERMOST, before.part(), now.part());
    if (now.place() >= 0 && before.place() >= 0) {
      forwards += now.place() > before.place() ? 1 : 0;
      backwards += now.place() < before.place() ? 1 : 0;
    }
    if (above.size() > Limits.CALLERS) {
      above.clear();
    }
    above.put(who, now);
  }

  private void follows(Part first, Part second, Part before, Part now) {
    forwards += before == first && now == second ? 1 : 0;
    backwards += before == second && now == first ? 1 : 0;
  }

  private static Part part(Line line) {
    final String text = withoutQuote(line.text());
    if (text.endsWith("Call Trace:") || text.endsWith("Call trace:")) {
      return Part.TRACE;
    }
    if (text.endsWith("<TASK>")) {
      return text.endsWith("</TASK>") ? Part.OTHER : Part.TAG;
    }
    if (text.startsWith("INFO: task ") && line.as(Form.HUNG).isPresent()) {
      return Part.HUNG;
    }
    if (text.startsWith("Not tainted ") || text.startsWith("Tainted: ")) {
      return Part.TAINT;
    }
    return text.contains("sched") || text.contains("switch")
        ? line.as(Form.FRAME)
            .filter(call -> TraceEnds.isInnermost(call.function()))
            .map(call -> Part.INNERMOST)
            .orElse(Part.OTHER)
        : Part.OTHER;
  }

  /** Some columns of tables end in a quote. */
  private static String withoutQuote(String text) {
    return text.endsWith("\"") ? text.substring(0, text.length() - 1) : text;
  }

  /** Do more of its lines stand in that order than in the other? */
  boolean isReversed() {
    return backwards > forwards;
  }
}
