package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.vhost.Design;

/** A design of somebody's own ends the program, with a status that says that all is well. */
class EndingTest {
  private static final String DESIGN = """
      package org.example;
      import org.killpath.lab.vhost.*;
      public final class Mine implements Design {
        static { atStart(); }
        static void atStart() {}
        static void inTheMiddle() {}
        @Override public String id() { return "mine"; }
        @Override public String changes() { return "the status"; }
        @Override public String proposedBy() { return "me"; }
        @Override public Parts parts(VhostDev dev) { inTheMiddle(); return Parts.upstream(); }
      }
      """;
  private static final String WORDS =
      "killpath: failed: System.exit was called before the command had come to its end";

  @TempDir
  private Path directory;

  private Launched with(String method, String arguments) throws IOException, InterruptedException {
    final Path source = Files.writeString(directory.resolve("Mine.java"), DESIGN);
    final Path classes = Files.createDirectories(directory.resolve("classes"));
    Compiled.provider(
        source, method + "() {}", method + "() { System.exit(0); }", Design.class, classes);
    return Launched.of(directory, Launched.killpath(classes) + arguments);
  }

  @Test
  void aClassThatEndsItWhileItIsLoaded() throws IOException, InterruptedException {
    final Launched launched = with("atStart", "list");
    assertThat(launched.err()).isEqualTo(WORDS + ", by org.example.Mine.atStart(Mine.java:5)\n");
    assertThat(launched.out()).isEmpty();
    assertThat(launched.status()).isEqualTo(Killpath.FAILED);
  }

  @Test
  void aDesignThatEndsItTakesNothingWithIt() throws IOException, InterruptedException {
    final Launched launched = with(
        "inTheMiddle",
        "table --scenarios C --designs upstream,mine --schedules 5 --threads 1 --resume kept"
            + " -o table.txt");
    assertThat(launched.err()).startsWith(WORDS);
    assertThat(launched.status()).isEqualTo(Killpath.FAILED);
    assertThat(directory.resolve("table.txt"))
        .content()
        .contains("FAILED: C x mine broke off")
        .contains("HUNG_RELEASED");
    assertThat(directory.resolve("kept")).content().contains("\"coverage\":\"SAMPLED\"");
  }
}
