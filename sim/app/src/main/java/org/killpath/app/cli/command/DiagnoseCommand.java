package org.killpath.app.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.app.diagnose.Analyst;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.app.diagnose.recorded.Recording;
import org.killpath.app.diagnose.render.DiagnosisCsv;
import org.killpath.app.diagnose.render.DiagnosisJson;
import org.killpath.app.diagnose.render.DiagnosisMarkdown;
import org.killpath.app.diagnose.render.DiagnosisPage;
import org.killpath.app.diagnose.render.DiagnosisText;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.BoundedInput;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath diagnose FILE...}. */
@Command(
    name = "diagnose",
    description =
        "Reads a kernel log and says which task of vhost hangs, where, on what, who has it"
            + " or may have it, which orderings show the same, and which designs would not hang.",
    mixinStandardHelpOptions = true)
public final class DiagnoseCommand implements Callable<Integer> {
  /** Whoever has more, or something that never ends, can cut it. */
  private static final long MOST_BYTES = 2L << 30;

  private static final Forms<Diagnosis> FORMS = Forms.<Diagnosis>of("diagnose")
      .text(DiagnosisText::of)
      .prose("markdown", DiagnosisMarkdown::of)
      .with("csv", DiagnosisCsv::of)
      .with("json", DiagnosisJson::of)
      .with("html", DiagnosisPage::of);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Option(
      names = "--schedules",
      paramLabel = "N",
      description =
          "So many schedules of each cell that is compared (default: 40, which were run before"
              + " and are kept with the program; with any other number the cells are run now).",
      converter = Converters.Count.class)
  private long schedules = Recording.SCHEDULES;

  @Parameters(
      index = "0",
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "dmesg, a console log, a journal, a mail, stacks from /proc, a debugger's output, a"
              + " syzbot report, what capture found, packed or not; several files are of"
              + " one case; without any, or with -, standard input.")
  private List<String> files = List.of();

  @Override
  public Integer call() {
    final Printer<Diagnosis> printer = output.printer(FORMS, session.terminal());
    printer.print(diagnose());
    return Session.AS_EXPECTED;
  }

  private Diagnosis diagnose() {
    final Analyst analyst = new Analyst(
        new Model(search()),
        "Orderings were found by running the model: " + schedules
            + " random schedules of each cell, seed " + Recording.SEED + ".");
    final Findings.Reading reading = new Findings.Reading();
    for (String file : files.isEmpty() ? List.of("-") : files) {
      read(file, reading);
    }
    final Findings findings = reading.findings();
    findings.refusal().ifPresent(reason -> {
      throw new BadInput(
          "cannot read " + (files.isEmpty() ? "-" : String.join(", ", files)) + ": " + reason);
    });
    return analyst.diagnose(findings);
  }

  private static void read(String file, Findings.Reading reading) {
    try (InputStream log = new BoundedInput(
        file.equals("-") ? System.in : Files.newInputStream(Path.of(file)), MOST_BYTES)) {
      reading.take(log);
    } catch (IOException e) {
      throw new BadInput("cannot read " + file + ": " + Reason.of(e));
    } catch (BadFile e) {
      throw new BadInput("cannot read " + file + ": " + e.getMessage());
    } catch (java.nio.file.InvalidPathException e) {
      throw new BadInput("'" + file + "' is no file name");
    }
  }

  private Model.Search search() {
    return schedules == Recording.SCHEDULES
        ? Recording.ofThisModel().orElse(this::explore)
        : this::explore;
  }

  private List<Shown> explore(List<Cell> cells) {
    final Budget budget = Budget.ofSchedules(schedules);
    try (ProgressDisplay progress = ProgressDisplay.of(session.terminal(), cells.size(), budget)) {
      final Explorer<Cell> explorer = new Explorer<>(
          RandomWalk::new,
          () -> new Controlled(Carriers.best()),
          Recording.SEED,
          budget.bounds(),
          Runtime.getRuntime().availableProcessors(),
          progress);
      session.interruption().onInterrupt(explorer::stop);
      return explorer.explore(cells).stream().map(Shown::of).toList();
    }
  }
}
