package org.killpath.app.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.killpath.app.cli.option.CellOptions;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.KernelOption;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.answer.Answers;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.vhost.Design;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code killpath answers}. */
@Command(
    name = "answers",
    description = "Prints which designs never hang, what each remaining hang needs, and what each"
        + " design costs on the data path.",
    mixinStandardHelpOptions = true)
public final class AnswersCommand implements Callable<Integer> {
  private static final Forms<Answers> FORMS =
      Forms.<Answers>of("answers").document(Answers::document);

  @ParentCommand
  private Session session;

  @Mixin
  private RunOptions run;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Mixin
  private CellOptions which;

  @Mixin
  private KernelOption kernel;

  @Override
  public Integer call() {
    final Printer<Answers> printer = output.printer(FORMS, session.terminal());
    final List<Cell> cells = kernel.in(session.catalogue(), which.of(session));
    final Runs runs = Runs.searched(session, run, cells);
    printer.print(new Answers(runs.results(), costs(cells), method(runs), runs.warning()));
    return runs.status(true);
  }

  private static Map<String, List<DataPathCost>> costs(List<Cell> cells) {
    final Map<String, List<DataPathCost>> costs = new LinkedHashMap<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Cell cell : cells) {
        final Design design = cell.design();
        costs.computeIfAbsent(design.id(), unseen -> DataPathCost.of(design, controlled));
      }
    }
    return costs;
  }

  /** In which kernels the designs are seen, where that is not the plain mirror. */
  private static String versions(Runs runs) {
    return runs.results().stream()
        .flatMap(result -> result.subject().design().kernel().stream())
        .distinct()
        .map(words -> " " + words)
        .collect(Collectors.joining());
  }

  private static String method(Runs runs) {
    final long schedules = runs.results().stream().mapToLong(Result::schedules).sum();
    final long proven = runs.results().stream()
        .filter(result -> result.coverage() == Result.Coverage.COMPLETE)
        .count();
    final Result<Cell> any = runs.results().get(0);
    final List<Result<Cell>> measured =
        runs.results().stream().filter(result -> result.schedules() > 0).toList();
    final long sampled = measured.stream()
        .filter(result -> !result.strategy().equals(any.strategy()))
        .count();
    return "Measured: " + (measured.size() - sampled) + " cells, " + proven + " of them in all"
        + " interleavings"
        + (sampled == 0 ? "" : ", " + sampled + " of the others by a sample, too")
        + "; " + schedules + " executions, " + any.strategy() + ", seed " + any.seed()
        + ". A hang of a user's task on its own page, which no teardown could prevent, does not count."
        + versions(runs);
  }
}
