package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.vhost.Design;

/** Somebody keeps results of a class of their own, changes the class, and goes on. */
class OwnCodeTest {
  private static final String DESIGN = """
      package org.example;
      import org.killpath.lab.vhost.*;
      public final class Mine implements Design {
        @Override public String id() { return "mine"; }
        @Override public String changes() { return "WORDS"; }
        @Override public String proposedBy() { return "me"; }
        @Override public Parts parts(VhostDev dev) { return Parts.upstream(); }
      }
      """;
  private static final String ORDERING = """
      package org.example;
      import java.util.List;
      import org.killpath.engine.kernel.TaskGroup.Kill;
      import org.killpath.lab.catalogue.Orderings;
      import org.killpath.lab.scenario.Scenario;
      public final class Mine implements Orderings {
        @Override public List<Scenario> scenarios() {
          return List.of(Scenario.vsock("mine", Scenario.Form.RACED, "WORDS",
              new Scenario.Actors("killer", "host"), false, scene -> {
                scene.other("host", current -> scene.device().arrive(current));
                scene.other("killer", current -> scene.ownerGroup().kill(current, Kill.KILL));
              }));
        }
      }
      """;
  private static final String STRATEGY = """
      package org.example;
      import org.killpath.engine.strategy.*;
      public final class Mine implements StrategyProvider {
        @Override public String name() { return "mine"; }
        @Override public boolean draws() { return true; }
        @Override public Strategy make(long seed) { System.out.print(""); return new Mined(seed); }
      }
      class Mined implements Strategy {
        private final RandomWalk walk;
        Mined(long seed) { walk = new RandomWalk(seed); "WORDS".length(); }
        @Override public String name() { return "mine"; }
        @Override public boolean begin(long execution) { return walk.begin(execution); }
        @Override public int choose(org.killpath.engine.runtime.Ready ready) { return walk.choose(ready); }
        @Override public void end(java.util.List<org.killpath.engine.kernel.Task> tasks) { walk.end(tasks); }
      }
      """;

  @TempDir
  private Path directory;

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  /** Runs a command while the class path has that class besides. */
  private Invocation with(Class<?> service, String source, String... arguments) throws IOException {
    final Path classes = Files.createTempDirectory(directory, "classes");
    final Path text = Files.createDirectories(classes.resolve("org/example")).resolve("Mine.java");
    Files.writeString(text, source);
    Compiled.into(classes, text);
    final Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve(service.getName()), "org.example.Mine\n");
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return Invocation.of(arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void assertIsToldFromAnother(Class<?> service, String source, String... arguments)
      throws IOException {
    final Invocation first = with(service, source, arguments);
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(with(service, source, arguments)).isEqualTo(first);
    final byte[] kept = Files.readAllBytes(directory.resolve("kept"));
    assertRefused(
        with(service, source.replace("WORDS", "other words"), arguments),
        "it is of another campaign: the class org.example.Mine was another one then");
    assertThat(directory.resolve("kept")).hasBinaryContent(kept);
  }

  private static void assertRefused(Invocation refused, String why) {
    assertThat(refused.err()).contains(why).hasLineCount(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.status()).isEqualTo(2);
  }

  private String[] table(String words) {
    return (words + " --schedules 20 --resume " + file("kept")).split(" ");
  }

  @Test
  void aTableOfADesignThatWasChangedIsNotGoneOnWith() throws IOException {
    assertIsToldFromAnother(
        Design.class, DESIGN, table("table --scenarios C --designs mine,upstream"));
  }

  @Test
  void aTableOfAnOrderingThatWasChangedIsNotGoneOnWith() throws IOException {
    assertIsToldFromAnother(
        Orderings.class, ORDERING, table("table --scenarios mine --designs upstream"));
  }

  @Test
  void aTableByAStrategyThatWasChangedIsNotGoneOnWith() throws IOException {
    assertIsToldFromAnother(
        StrategyProvider.class,
        STRATEGY,
        table("table --scenarios C --designs upstream --strategy mine"));
  }

  @Test
  void aTableThatHasNothingToDoWithIt() throws IOException {
    final String[] arguments = table("table --scenarios C --designs upstream");
    final Invocation without = Invocation.of(arguments);
    assertThat(with(Design.class, DESIGN, arguments)).isEqualTo(without);
    assertThat(with(Design.class, DESIGN.replace("WORDS", "others"), arguments)).isEqualTo(without);
  }

  @Test
  void shardsBeforeAndAfterAChangeAreNotMerged() throws IOException {
    final String words =
        "table --scenarios C --designs upstream,mine --schedules 5 --shard %d/2 --resume ";
    final String changed = DESIGN.replace("WORDS", "other words");
    with(Design.class, DESIGN, (words.replace("%d", "1") + file("one")).split(" "));
    with(Design.class, changed, (words.replace("%d", "2") + file("two")).split(" "));
    with(Design.class, DESIGN, (words.replace("%d", "2") + file("second")).split(" "));
    assertRefused(
        with(Design.class, DESIGN, "merge", file("one"), file("two")),
        "the shards are of different campaigns: the class org.example.Mine was another one then");
    assertRefused(
        with(Design.class, changed, "merge", file("one"), file("second")),
        "the shards are of another campaign: the class org.example.Mine was another one then");
    assertThat(with(Design.class, DESIGN, "merge", file("one"), file("second")).status())
        .isZero();
  }

  @Test
  void aSearchOfADesignThatWasChangedIsNotGoneOnWith() throws IOException {
    final String search =
        "explore kill-flush mine --strategy dpor --schedules 20 --save " + file("kept");
    assertThat(with(Design.class, DESIGN, search.split(" ")).status()).isZero();
    final String[] on = ("explore kill-flush mine --continue " + file("kept")).split(" ");
    assertThat(with(Design.class, DESIGN, on).status()).isZero();
    assertRefused(
        with(Design.class, DESIGN.replace("WORDS", "other words"), on),
        "it is of another search: the class org.example.Mine was another one then");
  }

  @Test
  void anInventionWithAnOrderingThatWasChangedIsNotGoneOnWith() throws IOException {
    final String[] arguments = ("invent --edits 1 --among kthread --devices vsock --staged 1"
            + " --raced 1 --resume " + file("kept"))
        .split(" ");
    assertThat(with(Orderings.class, ORDERING, arguments).status()).isZero();
    assertRefused(
        with(Orderings.class, ORDERING.replace("WORDS", "other words"), arguments),
        "it is of another search: the class org.example.Mine was another one then");
  }
}
