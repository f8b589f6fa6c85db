package org.killpath.app.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.killpath.app.cli.screen.Terminal;
import picocli.CommandLine;
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
          + " perfetto. A command that has no such form says which ones it has.",
      converter = FormatConverter.class)
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write to this file rather than to standard output; it appears when it is" + " complete.")
  private Optional<Path> file = Optional.empty();

  /** The wanted form; complains if the command has none such. */
  public Format format(Format... possible) {
    final List<Format> all = new ArrayList<>(Arrays.asList(possible));
    if (!all.contains(format)) {
      all.remove(Format.EXPECTATIONS);
      throw new BadInput("there is no " + format + " of " + command.name() + "; choose from "
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
  public interface Destination {
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
