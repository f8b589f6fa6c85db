package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.lab.campaign.file.TargetFile;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The files that a command line names, whatever for: a result overwrites none of them. */
final class NamedFiles {
  private static final String STANDARD_INPUT = "/dev/stdin";

  private final CommandSpec command;
  private final Set<String> but;

  /** Those of {@code command}, but for those that the options {@code but} name, such as {@code --output}. */
  NamedFiles(CommandSpec command, Set<String> but) {
    this.command = command;
    this.but = but;
  }

  /**
   * Makes sure that writing {@code target}, which {@code option} calls {@code name}, overwrites none.
   *
   * @throws BadInput if it does
   */
  void spare(TargetFile target, String option, Path name) {
    for (String other : all()) {
      if (UserFile.write(name, path -> target.isSameAs(Path.of(other)))) {
        throw new BadInput(option + " " + name + " would overwrite " + other
            + ", which is needed for something else");
      }
    }
  }

  private List<String> all() {
    final Catalogue catalogue = ((Session) command.root().userObject()).catalogue();
    final var parsed = command.commandLine().getParseResult();
    return Stream.concat(
            parsed.matchedOptions().stream().filter(option -> !but.contains(option.longestName())),
            parsed.matchedPositionals().stream())
        .flatMap(argument -> argument.originalStringValues().stream()
            .flatMap(value -> files(argument, value, catalogue)))
        .toList();
  }

  private static Stream<String> files(ArgSpec argument, String value, Catalogue catalogue) {
    return switch (argument.paramLabel()) {
      case "FILE" -> Stream.of(value.equals("-") ? STANDARD_INPUT : value);
      case "DIR" -> orderings(value);
      case "SCENARIO", "ID" ->
        Stream.of(value.split(",", -1))
            .filter(typed -> OrderingFiles.isMeant(typed, isKnown(typed, catalogue)));
      default -> Stream.empty();
    };
  }

  private static boolean isKnown(String typed, Catalogue catalogue) {
    return catalogue.findScenario(typed).isPresent()
        || catalogue.findDesign(typed).isPresent();
  }

  private static Stream<String> orderings(String folder) {
    try {
      return OrderingFiles.files(Path.of(folder)).stream().map(Path::toString);
    } catch (IOException e) {
      return Stream.empty(); // which is said when they are taken in
    }
  }
}
