package org.killpath.lab.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.vhost.Design;

/** The class in the manual compiles as it stands there, becomes a column, and shows what it says. */
class OwnDesignTest {
  private static final Path MANUAL = Path.of("docs", "your-own-design.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleOfTheManualIsFoundOnTheClassPathAndGivesUpWhereItSaysSo(@TempDir Path dir)
      throws Exception {
    compile(dir);
    final Path services = Files.createDirectories(dir.resolve("META-INF/services"));
    Files.writeString(services.resolve(Design.class.getName()), "org.example.TrylockOnce\n");
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own =
            new URLClassLoader(new URL[] {dir.toUri().toURL()}, getClass().getClassLoader());
        Controlled controlled = new Controlled(Carriers.best())) {
      thread.setContextClassLoader(own);
      final Design design = DesignCatalogue.all().find("trylock-once").orElseThrow();
      assertThat(outcome(design, "C", controlled)).isEqualTo(Outcome.GAVE_UP);
      assertThat(outcome(design, "F", controlled)).isEqualTo(Outcome.GAVE_UP);
      assertThat(outcome(design, "C2", controlled)).isEqualTo(Outcome.HUNG_RELEASED);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Outcome outcome(Design design, String scenario, Controlled controlled) {
    final Cell cell = new Cell(ScenarioCatalogue.all().find(scenario).orElseThrow(), design);
    final RandomWalk walk = new RandomWalk(1);
    walk.begin(0);
    final Verdict verdict = new Execution(cell, controlled).run(walk, StepObserver.NONE);
    return verdict.outcome();
  }

  private static void compile(Path dir) throws Exception {
    final Matcher block = JAVA.matcher(Files.readString(MANUAL));
    assertThat(block.find()).as("a class in %s", MANUAL).isTrue();
    final Path source = Files.createDirectories(dir.resolve("org/example"));
    final Path file = Files.writeString(source.resolve("TrylockOnce.java"), block.group(1));
    final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    final int status = compiler.run(
        null,
        null,
        null,
        "-cp",
        System.getProperty("java.class.path"),
        "-d",
        dir.toString(),
        file.toString());
    assertThat(status).isZero();
  }
}
