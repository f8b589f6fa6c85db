package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.vhost.Design;

/** Designs of somebody's own that do not work: what is wrong is said, and where. */
class OwnDesignsTest {
  @TempDir
  private Path directory;

  /** A design {@code broken} whose parts are made by {@code body}. */
  private Launched run(String id, String body, String arguments)
      throws IOException, InterruptedException {
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
    Compiled.into(directory, file);
    final Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(Design.class.getName()), "org.example.Broken\n");
    return Launched.of(directory, Launched.killpath(directory) + arguments);
  }

  private static final String THROWS = """
      @Override public Parts parts(VhostDev dev) { throw new IllegalStateException("out of ideas"); }
      """;

  @Test
  void aDesignThatThrowsIsNamedWithItsCellAndTheException() throws Exception {
    final Launched table =
        run("broken", THROWS, "table --scenarios C --designs broken,upstream --schedules 20");
    assertThat(table.out())
        .contains("FAILED: C x broken broke off in schedule 0:"
            + " java.lang.IllegalStateException: out of ideas.")
        .doesNotContain("PARTIAL")
        .contains("HUNG_RELEASED");
    assertThat(table.status()).as("not that of a finding").isEqualTo(3);
  }

  private static final String SPINS = """
      @Override public Parts parts(VhostDev dev) {
        long n = 0;
        while (n >= 0) { n = (n + 1) & 0xff; }
        throw new IllegalStateException("of " + n);
      }
      """;

  @Test
  void aDesignThatSpinsIsNamedWithItsCellAndThePlace() throws Exception {
    final Launched table =
        run("broken", SPINS, "table --scenarios C --designs upstream,broken --time 500ms");
    assertThat(table.out())
        .contains("FAILED: C x broken broke off in an execution that does not come to an end")
        .contains("it is in org.example.Broken.parts(Broken.java:")
        .contains("HUNG_RELEASED");
    assertThat(table.status()).isEqualTo(3);
  }
}
