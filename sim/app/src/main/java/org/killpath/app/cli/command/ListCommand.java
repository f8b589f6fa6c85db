package org.killpath.app.cli.command;

import java.util.concurrent.Callable;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Format;
import org.killpath.app.cli.option.OutputOptions;
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
  @ParentCommand
  private Killpath killpath;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() {
    final Format format = output.format(Format.TEXT, Format.MARKDOWN);
    final OutputOptions.Destination destination = output.open();
    final Catalogue catalogue = killpath.catalogue();
    final Catalogues listing = new Catalogues(
        catalogue.scenarios(), catalogue.designs(), Strategies.all().names());
    destination.write(
        format == Format.MARKDOWN
            ? listing.markdown()
            : listing.text(output.width(killpath.terminal())));
    return Killpath.AS_EXPECTED;
  }
}
