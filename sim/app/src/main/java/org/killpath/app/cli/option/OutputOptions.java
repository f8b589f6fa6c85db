package org.killpath.app.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.app.cli.Killpath;
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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default), markdown, csv, json, html or svg; of a replay also"
          + " perfetto. A command that has no such form says which ones it has.",
      converter = FormatConverter.class)
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", NAME},
      paramLabel = "FILE",
      description =
          "Write to this file rather than to standard output; it appears when it is" + " complete.")
  private Optional<Path> file = Optional.empty();

  /** The wanted form; complains if the command has none such. */
  public Format format(Format... possible) {
    return format(command.name(), possible);
  }

  /** Likewise; {@code what} is what the forms are of. */
  public Format format(String what, Format... possible) {
    final List<Format> all = new ArrayList<>(Arrays.asList(possible));
    if (!all.contains(format)) {
      all.remove(Format.EXPECTATIONS);
      throw new BadInput("there is no " + format + " of " + what + "; choose from "
          + String.join(", ", all.stream().map(Format::toString).toList()));
    }
    return format;
  }

  /** How many columns of text fit. */
  public int width(Terminal terminal) {
    return file.isPresent() ? WIDTH_OF_FILES : terminal.width();
  }

  /** Makes sure, before any work is done, that the result can be written. */
  public Destination open() {
    if (file.isEmpty()) {
      return this::print;
    }
    final Path name = file.get();
    if (TargetFile.isPipe(name)) {
      killpath().say("waiting for somebody to read from " + name);
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
        killpath()
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

  private Killpath killpath() {
    return (Killpath) command.root().userObject();
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
        .toList();
  }

  /** Where a result goes. */
  @FunctionalInterface
  public interface Destination {
    void write(String text);
  }

  /** Reads the name of a format. */
  static final class FormatConverter implements CommandLine.ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      final List<Format> formats = List.of(Format.values());
      return formats.stream()
          .filter(format -> format.toString().equals(text))
          .findFirst()
          .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is no format"
              + Nearest.to(text, formats.stream().map(Format::toString).toList())
                  .map(name -> "; did you mean " + name + "?")
                  .orElse("; there are text, markdown, csv, json, html, svg, perfetto")));
    }
  }
}
