package org.killpath.app.diagnose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The logs that belong to the tests: excerpts, and the cases. */
final class ExampleLogs {
  private ExampleLogs() {}

  /** All of them, as {@link Diagnosing#excerptBytes} knows them, in the same order each time. */
  static Stream<String> names() {
    return Stream.concat(in(""), in("cases/"));
  }

  /** Those and the other inputs, of further kinds. */
  static Stream<String> allNames() {
    return Stream.concat(names(), in("inputs/"));
  }

  private static Stream<String> in(String directory) {
    try (Stream<Path> files = Files.list(Path.of(
        ExampleLogs.class.getResource("/org/killpath/app/diagnose/" + directory).toURI()))) {
      final List<String> names = files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log") || name.endsWith(".txt"))
          .sorted()
          .map(name -> directory + name)
          .toList();
      if (names.isEmpty()) {
        throw new AssertionError("no logs in " + directory);
      }
      return names.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
