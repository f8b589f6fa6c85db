package org.killpath.app.diagnose.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a kernel log of any size and hands on what it says of hung tasks, locks and call traces, in
 * the order in which each report ends. Lines of several tasks or processors may be mixed, if the
 * kernel prints who each line is from.
 */
public final class LogParser implements LogReader.Lines {
  private final Consumer<LogEntry> receiver;
  private final Map<String, CallerLines> callers = new LinkedHashMap<>(16, 0.75f, true);

  private LogParser(Consumer<LogEntry> receiver) {
    this.receiver = receiver;
  }

  /** Reads all of {@code in}. */
  public static LogReader.Extent parse(InputStream in, Consumer<LogEntry> receiver)
      throws IOException {
    final LogParser parser = new LogParser(receiver);
    final LogReader.Extent extent = LogReader.read(in, parser);
    parser.callers.values().forEach(CallerLines::end);
    return extent;
  }

  /** A line that is no more than part of a call trace matters inside a report only. */
  @Override
  public boolean wants(int marks) {
    return marks != Marks.OFFSET || callers.values().stream().anyMatch(CallerLines::wantsCalls);
  }

  @Override
  public void line(String text, int marks, long number) {
    final Prefix line = Prefix.of(text);
    CallerLines lines = callers.get(line.caller());
    if (lines == null) {
      lines = new CallerLines(receiver);
      callers.put(line.caller(), lines);
      if (callers.size() > Limits.CALLERS) {
        forgetOldest();
      }
    }
    lines.line(line, marks, number);
  }

  private void forgetOldest() {
    final var oldest = callers.entrySet().iterator();
    oldest.next().getValue().end();
    oldest.remove();
  }
}
