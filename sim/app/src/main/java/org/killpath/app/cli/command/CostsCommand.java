package org.killpath.app.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.answer.CostTable;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.vhost.Design;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code killpath costs}. */
@Command(
    name = "costs",
    description = "Prints what a host packet, a guest kick and a flush cost under each design.",
    mixinStandardHelpOptions = true)
public final class CostsCommand implements Callable<Integer> {
  private static final Forms<CostTable> FORMS =
      Forms.<CostTable>of("costs").document(CostTable::document);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Override
  public Integer call() {
    final Printer<CostTable> printer = output.printer(FORMS, session.terminal());
    final Map<String, List<DataPathCost>> costs = new LinkedHashMap<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Design design : session.catalogue().designs()) {
        costs.put(design.id(), DataPathCost.of(design, controlled));
      }
    }
    printer.print(new CostTable(costs));
    return Session.AS_EXPECTED;
  }
}
