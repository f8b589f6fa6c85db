package org.killpath.app.diagnose.log.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Message;
import org.killpath.app.diagnose.log.form.Unread;
import org.killpath.app.diagnose.log.form.Wrapping;
import org.killpath.app.diagnose.log.line.Extent;
import org.killpath.app.diagnose.log.line.Limits;
import org.killpath.app.diagnose.log.line.LogReader;
import org.killpath.app.diagnose.log.line.Marks;

/**
 * Reads a kernel log of any size and hands on what it says of hung tasks, locks and call traces, in
 * the order in which each report ends. Lines of several tasks or processors may be mixed, if the
 * kernel prints who each line is from. Lines that mail has wrapped are put together again.
 */
public final class LogParser implements LogReader.Lines {
  private static final int MOST_PIECES = 5;
  private static final int MOST_KEPT = 5;
  private static final String OF_HOST = " ";
  private static final int UNINTERESTING = Marks.OFFSET | Marks.PREFIXED;

  /**
   * What was understood.
   *
   * @param known how many lines are of a form that is known, though no logger's prefix is before them
   * @param missed lines that name vhost and are of no form that is known, the first few
   * @param unfinished what the text ends in the middle of, in words
   */
  public record Understood(
      long known, long missedCount, List<Missed> missed, List<String> unfinished) {
    public static final Understood NOTHING = new Understood(0, 0, List.of(), List.of());

    public Understood {
      missed = List.copyOf(missed);
      unfinished = List.copyOf(unfinished);
    }

    /** Of both. */
    public Understood and(Understood other) {
      final List<Missed> all = new ArrayList<>(missed);
      all.addAll(other.missed);
      return new Understood(
          known + other.known,
          missedCount + other.missedCount,
          all.subList(0, Math.min(MOST_KEPT, all.size())),
          Stream.concat(unfinished.stream(), other.unfinished.stream())
              .distinct()
              .toList());
    }
  }

  /** A line that was not understood. */
  public record Missed(long line, String text) {}

  /** What was read, and what of it was understood. */
  public record Read(Extent extent, Understood understood) {}

  private final Function<String, Consumer<LogEntry>> receivers;
  private final long linesBefore;
  private final Map<String, CallerLines> callers = new LinkedHashMap<>(16, 0.75f, true);
  private final Direction direction = new Direction();
  private final List<Missed> missed = new ArrayList<>();
  private long missedCount;
  private long known;
  private long newest;
  private String newestCaller = "";
  private String newestHost = "";

  private boolean pending;
  private Line held = new Line(Message.once(""), "", "", false, Optional::empty);
  private int heldMarks;
  private long heldLine;
  private int pieces;

  private LogParser(Function<String, Consumer<LogEntry>> receivers, long linesBefore) {
    this.receivers = receivers;
    this.linesBefore = linesBefore;
  }

  /** Reads all of {@code in}; its lines are counted on from {@code linesBefore}. */
  public static Read parse(InputStream in, long linesBefore, Consumer<LogEntry> receiver)
      throws IOException {
    return parseHosts(in, linesBefore, host -> receiver);
  }

  /**
   * The same of a log in which those of several machines may be mixed: {@code receivers} tells who
   * receives what a machine says, by its name. The name is empty until a line tells one.
   */
  public static Read parseHosts(
      InputStream in, long linesBefore, Function<String, Consumer<LogEntry>> receivers)
      throws IOException {
    final LogParser parser = new LogParser(receivers, linesBefore);
    Extent extent;
    try (Ahead ahead = new Ahead(parser)) {
      final Arranged arranged = new Arranged(ahead);
      extent = LogReader.read(in, arranged);
      arranged.end();
      extent = arranged.isTurned() ? extent.after(Arranged.TURNED) : extent;
    }
    final List<String> unfinished =
        parser.isCutOff() ? List.of(parser.inside("a message")) : parser.unfinished();
    parser.callers.values().forEach(CallerLines::end);
    return new Read(
        parser.direction.isReversed() ? extent.without(Direction.REVERSED) : extent,
        new Understood(parser.known, parser.missedCount, parser.missed, unfinished));
  }

  /** Is a line with such marks looked at, whatever came before it? */
  static boolean isSurelyWanted(int marks) {
    return (marks & ~UNINTERESTING) != 0;
  }

  /** A line that is no more than part of a call trace matters inside a report only. */
  private boolean wants(int marks) {
    if (pending || isSurelyWanted(marks)) {
      return true;
    }
    if (callers.isEmpty() && (marks & Marks.OFFSET) != 0) {
      return true; // the log may begin in the middle of a trace
    }
    for (CallerLines lines : callers.values()) {
      if (lines.wantsAll(newest) || ((marks & Marks.OFFSET) != 0 && lines.wantsCalls())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void line(byte[] text, int from, int to, int marks, long counted) {
    if (wants(marks)) {
      line(Line.of(text, from, to), marks, counted);
    }
  }

  /** A line that is surely looked at, or likely. */
  void line(Line line, int marks, long counted) {
    if (!wants(marks)) {
      return;
    }
    final long number = linesBefore + counted;
    newest = number;
    if (pending && continues(line)) {
      held = held.with(line);
      heldMarks |= marks;
      pieces++;
      if (pieces >= MOST_PIECES || held.as(Form.OPEN).isEmpty()) {
        release();
      }
      return;
    }
    release();
    if (line.as(Form.OPEN).isPresent()) {
      pending = true;
      held = line;
      heldMarks = marks;
      heldLine = number;
      pieces = 1;
    } else {
      take(line, marks, number);
    }
  }

  private boolean continues(Line line) {
    if (line.text().isEmpty()
        || line.prefixed()
        || !Wrapping.mayContinue(held.text(), line.text())) {
      return false;
    }
    if (held.prefixed()) {
      return true;
    }
    return !Wrapping.isStart(line.text())
        && (Wrapping.wantsSymbol(held.text()) || line.as(Form.FRAME).isEmpty());
  }

  /** By whoever printed last. */
  private List<String> unfinished() {
    return Optional.ofNullable(callers.get(newestCaller))
        .flatMap(lines -> lines.unfinished(newest))
        .map(what -> List.of(inside(what)))
        .orElse(List.of());
  }

  private String inside(String what) {
    return what + " (line " + newest + ")";
  }

  /** Is the last line the beginning of a message that is known, and no more? */
  private boolean isCutOff() {
    if (!pending) {
      return false;
    }
    pending = false;
    return !take(held, heldMarks, heldLine);
  }

  private void release() {
    if (pending) {
      pending = false;
      take(held, heldMarks, heldLine);
    }
  }

  private boolean take(Line line, int marks, long number) {
    final String host = line.host().isEmpty() ? newestHost : line.host();
    final String caller = line.prefixed() ? host + OF_HOST + line.caller() : newestCaller;
    newestHost = host;
    newestCaller = caller;
    CallerLines lines = callers.get(caller);
    if (lines == null) {
      lines = new CallerLines(receivers.apply(host));
      callers.put(caller, lines);
      if (callers.size() > Limits.CALLERS) {
        forgetOldest();
      }
    }
    direction.line(line);
    final boolean understood = lines.line(line, marks, number);
    if (understood) {
      if ((marks & Marks.PREFIXED) == 0) {
        known++;
      }
    } else if ((marks & Marks.VHOST) != 0
        && (looksLikeAReport(marks) || Unread.namesOurs(line.text()))) {
      missedCount++;
      if (missed.size() < MOST_KEPT) {
        missed.add(new Missed(number, line.text()));
      }
    }
    return understood;
  }

  /** Not prose: words with offsets, or one of the words that begin reports. */
  private static boolean looksLikeAReport(int marks) {
    return (marks & (Marks.OFFSET | Marks.INFO | Marks.BUG | Marks.WARNING | Marks.TASK)) != 0;
  }

  private void forgetOldest() {
    final var oldest = callers.entrySet().iterator();
    oldest.next().getValue().end();
    oldest.remove();
  }
}
