package org.killpath.app.report.verdict;

import java.util.Optional;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.table.Grid;

/** One execution that was run again: its verdict, and its steps if they are wanted. */
public final class ReplayReport {
  private final Schedule<Cell> schedule;
  private final Verdict verdict;
  private final Optional<Trace> trace;
  private final boolean withSetUp;

  public ReplayReport(
      Schedule<Cell> schedule, Verdict verdict, Optional<Trace> trace, boolean withSetUp) {
    this.schedule = schedule;
    this.verdict = verdict;
    this.trace = trace;
    this.withSetUp = withSetUp;
  }

  private String title() {
    return schedule.subject() + ": " + verdict.outcome();
  }

  public String text(int width) {
    final VerdictReport report = new VerdictReport(verdict);
    final StringBuilder out = new StringBuilder();
    out.append(title()).append('\n');
    report.headline().ifPresent(words -> out.append("  => ").append(words).append('\n'));
    out.append(report.text());
    trace.ifPresent(steps -> out.append('\n').append(new TraceTable(steps, withSetUp).text(width)));
    return out.toString();
  }

  public String markdown() {
    final VerdictReport report = new VerdictReport(verdict);
    final StringBuilder out = new StringBuilder();
    out.append("## ").append(Grid.escaped(title())).append("\n\n");
    report.headline().ifPresent(words -> out.append(Grid.escaped(words)).append("\n\n"));
    out.append(report.markdown());
    trace.ifPresent(steps -> out.append('\n').append(new TraceTable(steps, withSetUp).markdown()));
    return out.toString();
  }
}
