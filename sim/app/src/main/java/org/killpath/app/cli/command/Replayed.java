package org.killpath.app.cli.command;

import java.util.Optional;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.report.page.TimelineImage;
import org.killpath.app.report.page.VerdictPage;
import org.killpath.app.report.table.ResultsCsv;
import org.killpath.app.report.table.ResultsJson;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.app.report.timeline.TraceEvents;
import org.killpath.app.report.verdict.ReplayReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.table.Document;

/**
 * An execution that was run again, and what is to be said of it.
 *
 * @param recorder saw it
 * @param withSteps say every step
 * @param withSetUp say those of the set-up, too
 * @param log what a kernel would print, where that was asked for
 */
record Replayed(
    Token<Cell> token,
    Verdict verdict,
    TimelineRecorder recorder,
    boolean withSteps,
    boolean withSetUp,
    Optional<String> log) {
  static final Forms<Replayed> FORMS = Forms.<Replayed>of("replay")
      .document(Replayed::report)
      .with("csv", Replayed::csv)
      .with(
          "json",
          replayed -> ResultsJson.ofReplay(
              replayed.schedule(), replayed.token().text(), replayed.verdict(), replayed.wanted()))
      .with(
          "html",
          replayed ->
              VerdictPage.html(replayed.schedule(), replayed.verdict(), replayed.recorder()))
      .with(
          "svg",
          replayed -> TimelineImage.svg(
              replayed.schedule(), replayed.verdict(), replayed.recorder().timeline()))
      .with(
          "perfetto",
          replayed -> TraceEvents.json(
              replayed.schedule(),
              replayed.verdict().outcome(),
              replayed.recorder().timeline()));

  /** Of what a kernel would print. */
  static final Forms<Replayed> REPORTS = Forms.<Replayed>of("replay --report")
      .prose(Forms.TEXT, replayed -> replayed.log().orElseThrow());

  private Schedule<Cell> schedule() {
    return token.schedule();
  }

  private Optional<Trace> wanted() {
    return withSteps ? Optional.of(recorder.trace()) : Optional.empty();
  }

  private Document report() {
    return new ReplayReport(schedule(), verdict, wanted(), withSetUp).document();
  }

  private String csv() {
    final Cell cell = schedule().subject();
    return ResultsCsv.ofTrace(
        cell.scenario().id(), cell.design().id(), verdict.outcome(), recorder.trace());
  }
}
