package org.killpath.app.report.verdict;

import java.util.Optional;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Piece;

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

  public Document document() {
    final VerdictReport report = new VerdictReport(verdict);
    final Document document =
        new Document().add(new Piece.Entry(title(), 2, report.headline(), report.items()));
    trace.ifPresent(steps -> document.add(new TraceTable(steps, withSetUp).part()));
    return document;
  }
}
