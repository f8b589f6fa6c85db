package org.killpath.app.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.answer.LockOrderReport;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.LockOrders;
import org.killpath.lab.vhost.Design;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath lock-order}. */
@Command(
    name = "lock-order",
    description = "Prints which locks are taken with which held, and every inversion.",
    mixinStandardHelpOptions = true)
public final class LockOrderCommand implements Callable<Integer> {
  private static final Forms<LockOrderReport> FORMS =
      Forms.<LockOrderReport>of("lock-order").document(LockOrderReport::document);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Parameters(paramLabel = "DESIGN", arity = "0..*", description = "Only these (default: all).")
  private List<String> designs = List.of();

  @Option(
      names = "--schedules",
      paramLabel = "N",
      description =
          "So many random schedules of each ordering (default: " + LockOrders.SCHEDULES + ").",
      converter = Converters.Count.class)
  private long schedules = LockOrders.SCHEDULES;

  @Override
  public Integer call() {
    final Printer<LockOrderReport> printer = output.printer(FORMS, session.terminal());
    final List<Design> wanted = designs.isEmpty()
        ? session.catalogue().designs()
        : designs.stream().map(session.catalogue()::design).toList();
    final Map<String, LockOrder> orders = new LinkedHashMap<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Design design : wanted) {
        orders.put(
            design.id(),
            LockOrders.collect(design, session.catalogue().scenarios(), schedules, controlled));
      }
    }
    final String how = String.format(
        Locale.ROOT,
        "%d random schedule%s of each of %d orderings.",
        schedules,
        schedules == 1 ? "" : "s",
        session.catalogue().scenarios().size());
    printer.print(new LockOrderReport(orders, how));
    return Session.AS_EXPECTED;
  }
}
