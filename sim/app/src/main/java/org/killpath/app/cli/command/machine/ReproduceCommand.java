package org.killpath.app.cli.command.machine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.option.UserFile;
import org.killpath.app.kit.Kit;
import org.killpath.app.kit.Obstacle;
import org.killpath.app.kit.Obstacles;
import org.killpath.app.kit.Playable;
import org.killpath.app.kit.Playables;
import org.killpath.app.kit.Workers;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code killpath reproduce ORDERING...}. */
@Command(
    name = "reproduce",
    description = "Writes a folder that plays orderings on a real kernel: their scripts, a C"
        + " program that plays them, and run.sh, which boots a stock or a given kernel under QEMU"
        + " for it. What the console says is read by compare.",
    mixinStandardHelpOptions = true)
public final class ReproduceCommand implements Callable<Integer> {
  @ParentCommand
  private Session session;

  @Spec
  private CommandSpec command;

  @Parameters(
      paramLabel = "ORDERING",
      arity = "0..*",
      description = "As list calls it, or the file of an ordering of your own.")
  private List<String> orderings = new ArrayList<>();

  @Option(
      names = "--all",
      description = "Every ordering of the catalogue that a real machine can play.")
  private boolean all;

  @Option(names = "--staged", description = "The same without the races, with --all or without.")
  private boolean staged;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The folder: a new one, an empty one, or a kit, which is written anew.")
  private Path directory;

  @Option(
      names = "--kthread",
      description = "Have the device served by kernel threads, where the kernel can be asked for"
          + " that: to be compared with the design kthread.")
  private boolean kthread;

  @Override
  public Integer call() {
    if (orderings.isEmpty() && !all && !staged) {
      throw new BadInput("an ordering is missing: name one, or say --all");
    }
    final List<Playable> playables = playables();
    UserFile.write(directory, target -> {
      new Kit(playables, kthread ? Workers.KTHREAD : Workers.USUAL).write(target);
      return target;
    });
    final PrintWriter out = command.commandLine().getOut();
    playables.forEach(playable ->
        out.println(playable.script().id() + ": " + playable.script().story()));
    out.println("To play " + (playables.size() == 1 ? "it" : "these " + playables.size())
        + " on a stock kernel: " + directory.resolve("run.sh") + " --debian");
    out.flush();
    return Session.AS_EXPECTED;
  }

  /** Each once, however often it is named. */
  private List<Playable> playables() {
    final List<Playable> named = new ArrayList<>();
    orderings.forEach(name -> named.add(playable(name)));
    if (all || staged) {
      named.addAll(everyPlayable());
    }
    final Map<String, Playable> once = new LinkedHashMap<>();
    for (Playable playable : named) {
      final Playable other = once.putIfAbsent(playable.script().id(), playable);
      if (other != null && !other.text().equals(playable.text())) {
        throw new BadInput("two orderings are called " + playable.script().id());
      }
    }
    return List.copyOf(once.values());
  }

  private List<Playable> everyPlayable() {
    return session.catalogue().scenarios().stream()
        .map(Scenario::id)
        .flatMap(id -> Playables.packed(id).stream())
        .filter(playable -> !staged || playable.script().isStaged())
        .filter(playable -> Obstacles.first(playable.script()).isEmpty())
        .toList();
  }

  private Playable playable(String name) {
    final Playable found = isFile(name) ? file(name) : packed(name);
    final Optional<Obstacle> obstacle = Obstacles.first(found.script());
    if (obstacle.isPresent()) {
      throw new BadInput(
          found.script().id() + " cannot be played on a real machine: " + obstacle.get());
    }
    return found;
  }

  private static boolean isFile(String name) {
    return name.indexOf('/') >= 0 || name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static Playable file(String name) {
    try {
      return UserFile.use(Path.of(name), Playables::of);
    } catch (BadScript e) {
      throw new BadInput(e.getMessage());
    }
  }

  private Playable packed(String name) {
    final Scenario scenario = session.catalogue().scenario(name);
    return Playables.packed(scenario.id())
        .orElseThrow(() -> new BadInput(
            "there is no script of " + scenario.id() + ": only the model can play it"));
  }
}
