package org.killpath.app.cli.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.KernelOption;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.app.report.answer.FaultTable;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.fault.Fault;
import org.killpath.lab.fault.FaultCell;
import org.killpath.lab.fault.FaultSurvey;
import org.killpath.lab.fault.Spots;
import org.killpath.lab.vhost.Design;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath faults}. */
@Command(
    name = "faults",
    description = "Prints what a fault costs while a group dies: by the place that is missing, by"
        + " what backs its page, by the way of dying; all interleavings of each.",
    mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
  private static final Forms<FaultTable> FORMS =
      Forms.<FaultTable>of("faults").document(FaultTable::document).with("csv", FaultTable::csv);
  private static final Forms<Fault> SCRIPT =
      Forms.<Fault>of("faults --script").text((fault, width) -> fault.text());

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Mixin
  private KernelOption kernel;

  @Parameters(
      paramLabel = "PLACE",
      arity = "0..*",
      description = "Only a device (vsock), a place (vsock-rx-used), or one fault by the id that"
          + " --format csv has.")
  private List<String> places = List.of();

  @Option(
      names = "--design",
      paramLabel = "ID",
      description = "Under this design (default: upstream).")
  private String design = "upstream";

  @Option(
      names = "--script",
      description = "Print the ordering of one fault, as a file for --ordering, instead.")
  private boolean script;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many faults are explored side by side (default: one for each core).",
      converter = Converters.Count.class)
  private long threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    final List<Fault> faults = wanted();
    if (script) {
      if (faults.size() > 1) {
        throw new BadInput("--script prints one ordering, and " + faults.size() + " are meant");
      }
      output.printer(SCRIPT, session.terminal()).print(faults.get(0));
      return Session.AS_EXPECTED;
    }
    final Printer<FaultTable> printer = output.printer(FORMS, session.terminal());
    final Catalogue catalogue = session.catalogue();
    final Design under = kernel.in(catalogue, catalogue.design(design));
    final List<FaultCell> cells;
    try (ProgressDisplay progress = ProgressDisplay.ofCells(session.terminal(), faults.size())) {
      cells = FaultSurvey.of(
          faults,
          under,
          () -> new Controlled(Carriers.best()),
          (int) Math.min(1024, threads),
          progress);
    }
    printer.print(new FaultTable(under.id(), cells));
    return Session.AS_EXPECTED;
  }

  private List<Fault> wanted() {
    final List<Fault> all = FaultSurvey.faults(Spots.all());
    for (String place : places) {
      if (all.stream().noneMatch(fault -> isMeant(fault, place))) {
        throw Catalogue.unknown(
            "place",
            place,
            all.stream().flatMap(FaultsCommand::places).distinct().toList());
      }
    }
    final Set<Fault> searchable = Set.copyOf(FaultSurvey.searchable(Spots.all()));
    return all.stream()
        .filter(fault -> places.contains(fault.id())
            || (searchable.contains(fault)
                && (places.isEmpty() || places(fault).anyMatch(places::contains))))
        .toList();
  }

  private static boolean isMeant(Fault fault, String place) {
    return fault.id().equals(place) || places(fault).anyMatch(place::equals);
  }

  private static Stream<String> places(Fault fault) {
    return Stream.of(fault.spot().driver(), fault.place());
  }
}
