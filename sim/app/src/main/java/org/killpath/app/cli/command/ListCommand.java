package org.killpath.app.cli.command;

import java.util.concurrent.Callable;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.table.Catalogues;
import org.killpath.engine.search.Strategies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code killpath list}. */
@Command(
    name = "list",
    description = "Prints the orderings, the designs and the strategies there are.",
    mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
  private static final Forms<Catalogues> FORMS =
      Forms.<Catalogues>of("list").document(Catalogues::document);

  @ParentCommand
  private Session session;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() {
    final Printer<Catalogues> printer = output.printer(FORMS, session.terminal());
    final Catalogue catalogue = session.catalogue();
    printer.print(new Catalogues(
        catalogue.scenarios(), catalogue.designs(), Strategies.all().names()));
    return Session.AS_EXPECTED;
  }
}
