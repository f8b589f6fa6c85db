package org.killpath.app.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.option.UserFile;
import org.killpath.app.kit.Playables;
import org.killpath.app.kit.heard.ConsoleReader;
import org.killpath.app.kit.heard.Heard;
import org.killpath.app.kit.heard.Played;
import org.killpath.app.report.kernel.ComparedPlay;
import org.killpath.app.report.kernel.ComparedPlay.Answer;
import org.killpath.app.report.kernel.Likeness;
import org.killpath.app.report.kernel.PlayedTable;
import org.killpath.engine.explore.Result;
import org.killpath.lab.campaign.file.BoundedInput;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath compare CONSOLE.LOG...}. */
@Command(
    name = "compare",
    description = "Reads what a kit of reproduce said on consoles, and compares each ordering that"
        + " was played with the model. The exit status is 0 if all agree, 1 if one does not, 2 if"
        + " a log could not be read.",
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  private static final long USUAL_SCHEDULES = 100;

  /** Whoever has more has something else. */
  private static final long MOST_BYTES = 1L << 30;

  private static final Forms<PlayedTable> FORMS = Forms.<PlayedTable>of("compare")
      .document(PlayedTable::document)
      .with("csv", PlayedTable::csv);

  @ParentCommand
  private Session session;

  @Mixin
  private OutputOptions output;

  @Mixin
  private RunOptions run;

  @Option(
      names = "--design",
      paramLabel = "ID",
      description = "The design that the kernel was built by (default: upstream; kthread where a"
          + " kernel thread serves the device).")
  private Optional<String> design = Optional.empty();

  @Option(
      names = "--which",
      description = "Say, too, which designs behave like this kernel in all that was played.")
  private boolean which;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Console logs, as run.sh of a kit keeps them.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    final Printer<PlayedTable> printer = output.printer(FORMS, session.terminal());
    design.ifPresent(session.catalogue()::design);
    final List<Played> played = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    for (Path file : files) {
      final Heard heard = UserFile.use(file, CompareCommand::read);
      played.addAll(heard.played());
      faults.addAll(heard.faults());
    }
    final Map<String, Scenario> scenarios = comparable(played);
    final Runs runs = Runs.explore(session, run, cells(played, scenarios), USUAL_SCHEDULES);
    final PlayedTable table = table(played, faults, scenarios, runs);
    printer.print(table);
    runs.warn(session, printer);
    if (!faults.isEmpty()) {
      session.say("not everything could be read: " + faults.get(0));
      return Session.BAD_INPUT;
    }
    return runs.status(table.plays().stream().allMatch(play -> play.answer() == Answer.AGREES));
  }

  private static Heard read(Path file) throws IOException {
    try (InputStream console = new BoundedInput(Files.newInputStream(file), MOST_BYTES)) {
      return ConsoleReader.read(file.toString(), console);
    }
  }

  /** Those of the catalogue's orderings that were played, if it was the text that is known here. */
  private Map<String, Scenario> comparable(List<Played> played) {
    final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    for (Played one : played) {
      session
          .catalogue()
          .findScenario(one.id())
          .filter(scenario -> isSameText(one))
          .ifPresent(scenario -> scenarios.put(key(one), scenario));
    }
    return scenarios;
  }

  private static boolean isSameText(Played played) {
    return Playables.packed(played.id())
        .filter(known -> known.script().source().digest().equals(played.digest()))
        .isPresent();
  }

  private static String key(Played played) {
    return played.id() + " " + played.digest();
  }

  private List<Cell> cells(List<Played> played, Map<String, Scenario> scenarios) {
    final Set<Cell> cells = new LinkedHashSet<>();
    for (Played one : played) {
      if (scenarios.containsKey(key(one))) {
        cells.add(new Cell(scenarios.get(key(one)), expected(one)));
        if (which) {
          session.catalogue().designs().stream()
              .map(other -> new Cell(scenarios.get(key(one)), other))
              .forEach(cells::add);
        }
      }
    }
    return List.copyOf(cells);
  }

  private Design expected(Played played) {
    return session
        .catalogue()
        .design(design.orElse(played.workers().equals("kthread") ? "kthread" : "upstream"));
  }

  private PlayedTable table(
      List<Played> played, List<String> faults, Map<String, Scenario> scenarios, Runs runs) {
    final Map<Cell, Result<Cell>> results = runs.results().stream()
        .collect(Collectors.toMap(Result::subject, result -> result, (first, again) -> first));
    final List<ComparedPlay> plays = played.stream()
        .map(one -> compared(one, scenarios, results, expected(one)))
        .toList();
    return new PlayedTable(
        plays,
        faults,
        which ? Optional.of(likeness(played, scenarios, results)) : Optional.empty(),
        method(runs.results()));
  }

  private ComparedPlay compared(
      Played played,
      Map<String, Scenario> scenarios,
      Map<Cell, Result<Cell>> results,
      Design under) {
    final Scenario scenario = scenarios.get(key(played));
    if (scenario == null) {
      return ComparedPlay.without(
          played,
          session.catalogue().findScenario(played.id()).isPresent()
              ? "another text than the one of that name that is known here"
              : "no ordering of that name is known here");
    }
    return ComparedPlay.of(played, results.get(new Cell(scenario, under)));
  }

  private Likeness likeness(
      List<Played> played, Map<String, Scenario> scenarios, Map<Cell, Result<Cell>> results) {
    final Map<String, List<ComparedPlay>> byDesign = new LinkedHashMap<>();
    for (Design under : session.catalogue().designs()) {
      byDesign.put(
          under.id(),
          played.stream()
              .map(one -> compared(one, scenarios, results, under))
              .toList());
    }
    return new Likeness(byDesign);
  }

  private static String method(List<Result<Cell>> results) {
    final long most = results.stream().mapToLong(Result::schedules).max().orElse(0);
    return results.isEmpty()
        ? "The model was not asked."
        : "The model: up to " + most + " schedules each, " + results.get(0).strategy() + ", seed "
            + results.get(0).seed() + ".";
  }
}
