package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
