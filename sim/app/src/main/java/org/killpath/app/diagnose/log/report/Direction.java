package org.killpath.app.diagnose.log.report;

import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Locks;

/**
 * Notices a log whose newest line is the first, as {@code journalctl -r} and the pages of collectors
 * have it: what stands above something else in every report stands below it.
 */
final class Direction {
  static final String REVERSED =
      "the log is in reverse order, the newest line first, so that its stacks and lists were not"
          + " understood: turn it round (tac FILE, or journalctl without -r)";

  private String before = "";
  private int placeBefore = -1;
  private long forwards;
  private long backwards;

  void line(Line line) {
    final String text = withoutQuote(line.text());
    if (isOfTheTrace(text)) {
      backwards += isTag(before) ? 1 : 0;
    } else if (isTag(text)) {
      forwards += isOfTheTrace(before) ? 1 : 0;
    }
    before = text;
    final int place = line.as(Form.LOCK_IN_LIST).map(Locks.Place::index).orElse(-1);
    if (place >= 0 && placeBefore >= 0) {
      forwards += place > placeBefore ? 1 : 0;
      backwards += place < placeBefore ? 1 : 0;
    }
    placeBefore = place;
  }

  /** Some columns of tables end in a quote. */
  private static String withoutQuote(String text) {
    return text.endsWith("\"") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isOfTheTrace(String text) {
    return text.endsWith("Call Trace:");
  }

  private static boolean isTag(String text) {
    return text.endsWith("<TASK>");
  }

  /** Do more of its lines stand in that order than in the other? */
  boolean isReversed() {
    return backwards > forwards;
  }
}
