package org.killpath.app.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Format;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.app.diagnose.Analyst;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.render.DiagnosisCsv;
import org.killpath.app.diagnose.render.DiagnosisJson;
import org.killpath.app.diagnose.render.DiagnosisMarkdown;
import org.killpath.app.diagnose.render.DiagnosisPage;
import org.killpath.app.diagnose.render.DiagnosisText;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.Budget;
import org.killpath.lab.search.CellResult;
import org.killpath.lab.search.Explorer;
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
  private static final long SEED = 1;

  @ParentCommand
  private Killpath killpath;

  @Mixin
  private OutputOptions output;

  @Option(
      names = "--schedules",
      paramLabel = "N",
      description = "So many schedules of each cell that is compared (default: 40).",
      converter = Converters.Count.class)
  private long schedules = 40;

  @Parameters(
      index = "0",
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "dmesg, a console log, a journal, a mail, stacks from /proc, a debugger's output, a"
              + " syzbot report, what capture found, packed with gzip or xz or not; several files are of"
              + " one case; without any, or with -, standard input.")
  private List<String> files = List.of();

  @Override
  public Integer call() {
    final Format format =
        output.format(Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON, Format.HTML);
    final OutputOptions.Destination destination = output.open();
    final Diagnosis diagnosis = diagnose();
    destination.write(
        switch (format) {
          case MARKDOWN -> DiagnosisMarkdown.of(diagnosis);
          case CSV -> DiagnosisCsv.of(diagnosis);
          case HTML -> DiagnosisPage.of(diagnosis);
          case JSON -> DiagnosisJson.of(diagnosis);
          default -> DiagnosisText.of(diagnosis, output.width(killpath.terminal()));
        });
    return Killpath.AS_EXPECTED;
  }

  private Diagnosis diagnose() {
    final Analyst analyst = new Analyst(
        new Model(this::explore),
        "Orderings were found by running the model: " + schedules
            + " random schedules of each cell, seed " + SEED + ".");
    final Findings.Reading reading = new Findings.Reading();
    for (String file : files.isEmpty() ? List.of("-") : files) {
      read(file, reading);
    }
    return analyst.diagnose(reading.findings());
  }

  private static void read(String file, Findings.Reading reading) {
    try (InputStream log = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      reading.take(log);
    } catch (IOException e) {
      throw new BadInput("cannot read " + file + ": " + why(e));
    } catch (java.nio.file.InvalidPathException e) {
      throw new BadInput("'" + file + "' is no file name");
    }
  }

  private static String why(IOException e) {
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
  }

  private List<CellResult> explore(List<Cell> cells) {
    final Budget budget = Budget.ofSchedules(schedules);
    try (ProgressDisplay progress = ProgressDisplay.of(killpath.terminal(), cells.size(), budget)) {
      final Explorer explorer = new Explorer(
          RandomWalk::new,
          () -> new Controlled(Carriers.best()),
          SEED,
          budget,
          Runtime.getRuntime().availableProcessors(),
          progress);
      killpath.interruption().onInterrupt(explorer::stop);
      return explorer.explore(cells);
    }
  }
}
