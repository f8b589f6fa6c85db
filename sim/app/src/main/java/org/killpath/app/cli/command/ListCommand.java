package org.killpath.app.cli.command;

import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.table.Catalogues;
import org.killpath.app.report.table.EditTable;
import org.killpath.app.report.table.KernelTable;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.cell.DataPathCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath list}. */
@Command(
    name = "list",
    description = "Prints the orderings, the designs and the strategies there are.",
    mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
  private static final Forms<Catalogues> FORMS =
      Forms.<Catalogues>of("list").document(Catalogues::document);
  private static final Forms<EditTable> EDITS =
      Forms.<EditTable>of("list --edits").document(EditTable::document);

  private static final Forms<KernelTable> KERNELS =
      Forms.<KernelTable>of("list --kernels").document(KernelTable::document);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS, EDITS);

  @Option(
      names = "--edits",
      description = "The edits that designs are made of instead: what each changes, needs, excludes"
          + " and costs.")
  private boolean edits;

  @Option(
      names = "--kernels",
      description = "The kernel versions that --kernel can name instead, and in what they differ.")
  private boolean kernels;

  @Override
  public Integer call() {
    if (edits && kernels) {
      throw new BadInput("--edits and --kernels are two lists: leave one of them out");
    }
    if (kernels) {
      output
          .printer(KERNELS, session.terminal())
          .print(new KernelTable(session.catalogue().space()));
      return Session.AS_EXPECTED;
    }
    if (edits) {
      printEdits();
      return Session.AS_EXPECTED;
    }
    final Printer<Catalogues> printer = output.printer(FORMS, session.terminal());
    final Catalogue catalogue = session.catalogue();
    printer.print(new Catalogues(
        catalogue.scenarios(), catalogue.designs(), Strategies.all().names()));
    return Session.AS_EXPECTED;
  }

  private void printEdits() {
    final Printer<EditTable> printer = output.printer(EDITS, session.terminal());
    try (Controlled controlled = new Controlled(Carriers.best())) {
      printer.print(new EditTable(
          session.catalogue().space(), design -> DataPathCost.of(design, controlled)));
    }
  }
}
