package org.killpath.app.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Nearest;
import org.killpath.app.cli.option.OrderingFiles;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.klog.KernelLog;
import org.killpath.app.report.klog.KernelReport;
import org.killpath.app.report.klog.KernelVersion;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellTokens;
import org.killpath.lab.cell.LockOrders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath replay TOKEN}. */
@Command(
    name = "replay",
    description = "Runs one recorded schedule again and prints its verdict.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  @ParentCommand
  private Session session;

  @Mixin
  private OrderingFiles files;

  @Mixin
  private final OutputOptions output = new OutputOptions(Replayed.FORMS, Replayed.REPORTS);

  @Option(
      names = "--trace",
      description =
          "Print every step: a column per task, time downwards, and why the task" + " changes.")
  private boolean trace;

  @Option(names = "--set-up", description = "With --trace: print the steps of the set-up, too.")
  private boolean setUp;

  @Option(
      names = "--report",
      paramLabel = "KIND",
      description = "Print what a kernel would: hung-task (the watchdog), blocked (sysrq-w), locks"
          + " (sysrq-d) or lockdep.",
      converter = ReportConverter.class)
  private Optional<KernelReport.Kind> report = Optional.empty();

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description = "With --report: as which kernel prints it, 6.12 or 7.3 (default: 6.12).",
      converter = KernelConverter.class)
  private Optional<KernelVersion> kernel = Optional.empty();

  @Parameters(index = "0", paramLabel = "TOKEN", description = "As explore and table print it.")
  private String token;

  @Override
  public Integer call() {
    final Printer<Replayed> printer =
        output.printer(report.isPresent() ? Replayed.REPORTS : Replayed.FORMS, session.terminal());
    if (kernel.isPresent() && report.isEmpty()) {
      throw new BadInput("--kernel says how --report is printed; --report is missing");
    }
    if (setUp && !trace) {
      throw new BadInput("--set-up says what --trace prints; --trace is missing");
    }
    if (trace && report.isPresent()) {
      throw new BadInput("--report prints what a kernel would, without --trace");
    }
    final Catalogue catalogue = session.catalogue();
    files.in(catalogue);
    final Token<Cell> parsed =
        CellTokens.parse(token, catalogue::findScenario, catalogue::findDesign);
    final Schedule<Cell> schedule = parsed.schedule();
    final TimelineRecorder recorder = new TimelineRecorder();
    final Verdict verdict = replay(schedule, recorder);
    final Optional<String> log =
        report.map(kind -> kernelLog(kind, schedule, verdict, recorder.trace()));
    printer.print(new Replayed(parsed, verdict, recorder, trace, setUp, log));
    return Session.AS_EXPECTED;
  }

  private String kernelLog(
      KernelReport.Kind kind, Schedule<Cell> schedule, Verdict verdict, Trace steps) {
    final KernelLog log =
        new KernelLog(schedule, verdict, steps, kernel.orElse(KernelVersion.V6_12));
    if (kind != KernelReport.Kind.LOCKDEP) {
      return log.text(kind);
    }
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return log.text(
          LockOrders.collect(schedule, controlled),
          "this execution and up to " + LockOrders.SCHEDULES + " random ones of its cell");
    }
  }

  private static Verdict replay(Schedule<Cell> schedule, StepObserver observer) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return schedule.replay(controlled, observer);
    }
  }

  /** Reads the kind of a kernel's report. */
  static final class ReportConverter implements CommandLine.ITypeConverter<KernelReport.Kind> {
    @Override
    public KernelReport.Kind convert(String text) {
      return KernelReport.Kind.named(text)
          .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is no report"
              + Nearest.to(text, KernelReport.Kind.names())
                  .map(name -> "; did you mean " + name + "?")
                  .orElse("; there are " + String.join(", ", KernelReport.Kind.names()))));
    }
  }

  /** Reads the version of a kernel. */
  static final class KernelConverter implements CommandLine.ITypeConverter<KernelVersion> {
    @Override
    public KernelVersion convert(String text) {
      return KernelVersion.named(text)
          .orElseThrow(() -> new CommandLine.TypeConversionException("reports of kernel '" + text
              + "' are not known; there are " + String.join(", ", KernelVersion.names())));
    }
  }
}
