package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.killpath.lab.scenario.Scenario;
import picocli.CommandLine.Option;

/** Orderings that stand in files of the user's. */
public final class OrderingFiles {
  private static final String SUFFIX = ".yaml";

  @Option(
      names = "--ordering",
      paramLabel = "FILE",
      description = "Take in the ordering of this file, and its raced twin.")
  private List<Path> files = new ArrayList<>();

  /** Takes them in. */
  public void in(Catalogue catalogue) {
    files.forEach(catalogue::add);
  }

  /**
   * Takes in all files of {@code folder} that end in {@code .yaml}, in the order of their names.
   *
   * @throws BadInput if there is none
   */
  static List<Scenario> in(Catalogue catalogue, Path folder) {
    final List<Path> found = UserFile.use(folder, OrderingFiles::files);
    if (found.isEmpty()) {
      throw new BadInput("there is no file that ends in " + SUFFIX + " in " + folder);
    }
    return found.stream().flatMap(file -> catalogue.add(file).stream()).toList();
  }

  /** Those files. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /**
   * Is {@code typed} the name of a file? What ends in {@code .yaml} is one, there or not.
   *
   * @param known is there an ordering of that id?
   */
  static boolean isMeant(String typed, boolean known) {
    try {
      return typed.endsWith(SUFFIX) || (!known && Files.isRegularFile(Path.of(typed)));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
