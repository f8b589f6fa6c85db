package org.killpath.app.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.answer.InventReport;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.invent.Invention;
import org.killpath.lab.invent.Question;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath invent}. */
@Command(
    name = "invent",
    description =
        "Searches the sets of edits: which leave the fewest hangs, with the fewest edits, at"
            + " the lowest cost on the data path.",
    mixinStandardHelpOptions = true)
public final class InventCommand implements Callable<Integer> {
  private static final Forms<InventReport> FORMS =
      Forms.<InventReport>of("invent").document(InventReport::document);
  private static final long SEED = 1;

  @ParentCommand
  private Session session;

  @Mixin
  private OutputOptions output;

  @Option(
      names = "--edits",
      paramLabel = "N",
      description = "Sets of at most so many edits, the required ones included (default: 2).",
      converter = Converters.Count.class)
  private long edits = 2;

  @Option(
      names = "--among",
      paramLabel = "EDIT",
      description = "Only these edits (default: all but mistakes of the past).",
      converter = Converters.Names.class)
  private List<NameList> among = new ArrayList<>();

  @Option(
      names = "--require",
      paramLabel = "EDIT",
      description = "Only sets with these edits.",
      converter = Converters.Names.class)
  private List<NameList> required = new ArrayList<>();

  @Option(
      names = "--forbid",
      paramLabel = "EDIT",
      description = "No sets with any of these edits.",
      converter = Converters.Names.class)
  private List<NameList> forbidden = new ArrayList<>();

  @Option(
      names = "--devices",
      paramLabel = "KIND",
      description = "Only orderings of these devices: vsock, scsi, net (default: all).",
      converter = Converters.Names.class)
  private List<NameList> devices = new ArrayList<>();

  @Option(
      names = "--staged",
      paramLabel = "N",
      description = "So many schedules of each staged ordering (default: 5).",
      converter = Converters.Count.class)
  private long staged = 5;

  @Option(
      names = "--raced",
      paramLabel = "N",
      description = "So many schedules of each raced ordering (default: 100).",
      converter = Converters.Count.class)
  private long raced = 100;

  @Option(
      names = "--proof",
      paramLabel = "N",
      description = "For sets that nothing beats, prove each cell that takes at most so many"
          + " executions (default: no proofs).",
      converter = Converters.Count.class)
  private Optional<Long> proof = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Stop after this time, for example 30s or 5m, with what is known by then.",
      converter = Converters.Time.class)
  private Optional<Duration> time = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many cells are explored side by side (default: one for each core).",
      converter = Converters.Count.class)
  private long threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    final Printer<InventReport> printer = output.printer(FORMS, session.terminal());
    final Question question = question();
    final long begin = System.nanoTime();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Invention invention = new Invention(
          question,
          (cells, strategy, schedules) -> explore(cells, strategy, schedules, begin),
          design -> cost(design, controlled),
          this::show);
      invention.run();
      final InventReport report = InventReport.of(invention);
      printer.print(report);
      report.warning().filter(words -> !printer.saysAll()).ifPresent(session::say);
    }
    return Session.AS_EXPECTED;
  }

  private Question question() {
    final Catalogue catalogue = session.catalogue();
    final DesignSpace space = catalogue.space();
    final List<Edit> must = edits(space, required);
    final List<Edit> mustNot = edits(space, forbidden);
    must.stream().filter(mustNot::contains).findFirst().ifPresent(edit -> {
      throw new BadInput(edit + " is both required and forbidden");
    });
    if (must.size() > edits) {
      throw new BadInput(must.size() + " edits are required, and sets may have " + edits);
    }
    final List<Edit> free = among.isEmpty()
        ? space.edits().stream()
            .filter(edit -> edit.kind() == Edit.Kind.PROPOSAL)
            .toList()
        : edits(space, among);
    final Question question = new Question(
        space,
        free.stream()
            .filter(edit -> !mustNot.contains(edit) && !must.contains(edit))
            .toList(),
        must,
        (int) Math.min(edits, space.edits().size()),
        scenarios(catalogue),
        staged,
        raced,
        proof.orElse(0L));
    if (question.sets().isEmpty()) {
      throw new BadInput("no set of edits is left: "
          + space.fault(must).orElse("what the required ones need is not among the others"));
    }
    return question;
  }

  private static List<Edit> edits(DesignSpace space, List<NameList> names) {
    return NameList.all(names).stream()
        .map(name -> space
            .edit(name)
            .orElseThrow(() -> Catalogue.unknown(
                "edit", name, space.edits().stream().map(Edit::id).toList())))
        .distinct()
        .toList();
  }

  private List<Scenario> scenarios(Catalogue catalogue) {
    final List<String> kinds = List.of(Device.Kind.values()).stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .toList();
    final List<String> wanted = NameList.all(devices);
    wanted.stream().filter(kind -> !kinds.contains(kind)).findFirst().ifPresent(kind -> {
      throw Catalogue.unknown("device", kind, kinds);
    });
    return catalogue.scenarios().stream()
        .filter(scenario ->
            wanted.isEmpty() || wanted.contains(scenario.device().name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private List<Result<Cell>> explore(
      List<Cell> cells, String strategy, long schedules, long begin) {
    final Explorer<Cell> explorer = new Explorer<>(
        RunOptions.strategies(strategy),
        () -> new Controlled(Carriers.best()),
        SEED,
        Bounds.ofSchedules(schedules),
        (int) Math.min(1024, threads),
        Explorer.Progress.none());
    session.interruption().onInterrupt(explorer::stop);
    time.ifPresent(
        most -> later(most.toNanos() - (System.nanoTime() - begin)).execute(explorer::stop));
    return explorer.explore(cells);
  }

  private static Executor later(long nanos) {
    return CompletableFuture.delayedExecutor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  private static int cost(Design design, Controlled controlled) {
    return DataPathCost.of(design, controlled).stream()
        .mapToInt(
            cost -> cost.mutexes() + cost.spinLocks() + cost.readModifyWrites() + cost.readers())
        .sum();
  }

  private void show(Invention invention) {
    if (session.terminal().progress()) {
      session.say(invention.cells() + " cells, " + invention.setsMeasured() + " of "
          + invention.sets() + " sets measured whole; best so far: "
          + invention.front().stream()
              .findFirst()
              .map(set -> set.design().id() + ", " + set.score().hangs() + " avoidable hangs")
              .orElse("none"));
    }
  }
}
