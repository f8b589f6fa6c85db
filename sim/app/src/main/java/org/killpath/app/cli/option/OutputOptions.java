package org.killpath.app.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.app.cli.screen.Terminal;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.campaign.file.TargetFile;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** In which form results are written, and where to. */
public final class OutputOptions {
  private static final int WIDTH_OF_FILES = 120;
  private static final String NAME = "--output";
  private static final String STANDARD_INPUT = "/dev/stdin";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default), markdown, csv, json, html or svg; of a replay also"
          + " perfetto. A command that has no such form says which ones it has.")
  private String format = Forms.TEXT;

  @Option(
      names = {"-o", NAME},
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
      return this::print;
    }
    final Path name = file.get();
    if (TargetFile.isNamedPipe(name)) {
      session().say("waiting for somebody to read from " + name);
    }
    final TargetFile target = UserFile.write(name, TargetFile::at);
    for (String other : otherFiles()) {
      if (UserFile.write(name, path -> target.isSameAs(Path.of(other)))) {
        throw new BadInput(
            "-o " + name + " would overwrite " + other + ", which is needed for something else");
      }
    }
    return text -> {
      try {
        target.write(text);
      } catch (IOException e) {
        session()
            .lost("cannot write " + name + ": " + Reason.of(e)
                + "; the result goes to standard output");
        print(text);
      }
    };
  }

  private void print(String text) {
    final PrintWriter out = command.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private Session session() {
    return (Session) command.root().userObject();
  }

  /** Every other file that was named, whatever it is for. */
  private List<String> otherFiles() {
    final CommandLine.ParseResult parsed = command.commandLine().getParseResult();
    return Stream.concat(
            parsed.matchedOptions().stream()
                .filter(option -> !option.longestName().equals(NAME)),
            parsed.matchedPositionals().stream())
        .filter(argument -> argument.paramLabel().equals("FILE"))
        .flatMap(argument -> argument.originalStringValues().stream())
        .map(named -> named.equals("-") ? STANDARD_INPUT : named)
        .toList();
  }

  /** Where a result goes. */
  @FunctionalInterface
  interface Destination {
    void write(String text);
  }
}
