package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A source file as {@code javac} compiles it, without a process of its own for that. */
final class Compiled {
  private Compiled() {}

  /** Against what is on this class path. */
  static void into(Path directory, Path source) {
    assertThat(ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.toString()))
        .isZero();
  }

  /**
   * The class in {@code source}, of {@code org.example}, with something else in it, as a provider of
   * {@code service} on the class path {@code root}.
   */
  static void provider(Path source, String from, String to, Class<?> service, Path root)
      throws IOException {
    final String asItStands = Files.readString(source);
    final String changed = asItStands.replace(from, to);
    assertThat(changed).contains(to).isNotEqualTo(asItStands);
    final String file = source.getFileName().toString();
    final Path folder = Files.createDirectories(root.resolve("org/example"));
    into(root, Files.writeString(folder.resolve(file), changed));
    final Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(service.getName()), "org.example." + file.replace(".java", "\n"));
  }
}
