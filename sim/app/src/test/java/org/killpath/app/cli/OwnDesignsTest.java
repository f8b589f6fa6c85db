package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.vhost.Design;

/** Designs of somebody's own that do not work: what is wrong is said, and where. */
class OwnDesignsTest {
  @TempDir
  private Path directory;

  /** A design {@code broken} whose parts are made by {@code body}. */
  private Invocation run(String id, String body, String... arguments) throws IOException {
    final Path source = Files.createDirectories(directory.resolve("org/example"));
    final Path file = Files.writeString(
        source.resolve("Broken.java"), """
        package org.example;
        import org.killpath.lab.vhost.*;
        public final class Broken implements Design {
          @Override public String id() { return "%s"; }
          @Override public String changes() { return "Breaks."; }
          @Override public String proposedBy() { return "nobody"; }
          %s
        }
        """.replaceFirst("%s", id).replaceFirst("%s", body));
    assertThat(ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                file.toString()))
        .isZero();
    final Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(Design.class.getName()), "org.example.Broken\n");
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      thread.setContextClassLoader(own);
      return Invocation.of(arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final String THROWS = """
      @Override public Parts parts(VhostDev dev) { throw new IllegalStateException("out of ideas"); }
      """;

  @Test
  void aDesignThatThrowsIsNamedWithItsCellAndTheException() throws IOException {
    final Invocation table = run(
        "broken",
        THROWS,
        "table",
        "--scenarios",
        "C",
        "--designs",
        "broken,upstream",
        "--schedules",
        "20");
    assertThat(table.out())
        .contains("FAILED: C x broken broke off in schedule 0:"
            + " java.lang.IllegalStateException: out of ideas.")
        .doesNotContain("PARTIAL")
        .contains("HUNG_RELEASED");
    assertThat(table.status()).as("not that of a finding").isEqualTo(3);
  }
}
