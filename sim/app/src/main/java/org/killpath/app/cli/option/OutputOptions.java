package org.killpath.app.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.killpath.app.cli.screen.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** In which form results are written, and where to. */
public final class OutputOptions {
  private static final int WIDTH_OF_FILES = 120;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default), markdown, csv, json, html or svg; of a replay also"
          + " perfetto. A command that has no such form says which ones it has.")
  private String format = Forms.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write to this file rather than to standard output; it appears when it is" + " complete.")
  private Optional<Path> file = Optional.empty();

  /**
   * Makes sure, before any work is done, that a result can be written in the wanted form and to the
   * wanted place.
   */
  public <R> Printer<R> printer(Forms<R> forms, Terminal terminal) {
    final Forms.Form<R> form = forms.named(format);
    return new Printer<>(form, file.isPresent() ? WIDTH_OF_FILES : terminal.width(), open());
  }

  private Destination open() {
    if (file.isEmpty()) {
      return text -> {
        final PrintWriter out = command.commandLine().getOut();
        out.print(text);
        out.flush();
      };
    }
    final Path target = file.get();
    return isSpecial(target)
        ? text -> Files.writeString(target, text)
        : AtomicFile.at(target)::write;
  }

  /** Where a result goes. */
  interface Destination {
    void accept(String text) throws IOException;

    default void write(String text) {
      try {
        accept(text);
      } catch (IOException e) {
        throw new BadInput("cannot write the result: " + e.getMessage());
      }
    }
  }

  /** A device or a pipe, which cannot be replaced. */
  private static boolean isSpecial(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
  }
}
