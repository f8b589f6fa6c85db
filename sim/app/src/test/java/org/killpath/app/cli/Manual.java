package org.killpath.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that the program comes with, wherever below their root the tests are run. */
final class Manual {
  private static final Path PAGES = Path.of("sim", "docs");

  private Manual() {}

  /** The directory that the pages' own paths start from. */
  static Path root() {
    final Path here = Path.of("").toAbsolutePath();
    for (Path above = here; above != null; above = above.getParent()) {
      if (Files.isDirectory(above.resolve(PAGES))) {
        return above;
      }
    }
    throw new AssertionError(PAGES + " is nowhere above " + here);
  }

  static Path page(String name) {
    return root().resolve(PAGES).resolve(name);
  }

  /** The README, and every page of the manual. */
  static List<Path> pages() throws IOException {
    final List<Path> pages = new ArrayList<>();
    pages.add(root().resolve("README.md"));
    try (Stream<Path> manual = Files.list(root().resolve(PAGES))) {
      manual.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
