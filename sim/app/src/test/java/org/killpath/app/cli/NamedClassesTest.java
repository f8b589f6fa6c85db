package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class that a page names, as in {@code vhost.VhostWorker}, is where the page says. */
class NamedClassesTest {
  private static final Pattern NAMED = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w*\\*?)`");

  @Test
  void everyClassThatAPageNamesIsThere() throws IOException {
    final List<String> sources = sources();
    for (Path page : Manual.pages()) {
      assertThat(NAMED.matcher(Files.readString(page)).results().map(named -> named.group(1)))
          .as("%s", page)
          .allSatisfy(named -> assertThat(sources).anyMatch(path -> isOf(named, path)));
    }
  }

  private static boolean isOf(String named, String path) {
    final String wanted = "/" + named.replace('.', '/');
    return wanted.endsWith("*")
        ? path.contains(wanted.substring(0, wanted.length() - 1))
        : path.endsWith(wanted + ".java");
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Manual.root().resolve("sim"))) {
      return files
          .map(path -> path.toString().replace('\\', '/'))
          .filter(path -> path.contains("/src/main/java/") && path.endsWith(".java"))
          .toList();
    }
  }
}
