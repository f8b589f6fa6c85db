package org.killpath.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Owner;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;

/**
 * An ordering as the player reads it: a line for each thing, words apart by blanks. It says all
 * that the script says and nothing else; whoever wants to know what is played reads the script.
 */
public final class Plan {
  private static final int VERSION = 1;
  private static final int LONGEST_PLACE = 90;

  private final OrderingScript script;
  private final WorkerNumbers workers;
  private final List<String> lines = new ArrayList<>();

  private Plan(OrderingScript script) {
    this.script = script;
    this.workers = WorkerNumbers.of(script);
  }

  /** The text; of a script without {@link Obstacles}. */
  public static String of(OrderingScript script, Workers kind) {
    final Plan plan = new Plan(script);
    plan.write(kind);
    return String.join("\n", plan.lines) + "\n";
  }

  private void write(Workers kind) {
    final Owner owner = script.owner();
    lines.add("killpath-plan " + VERSION);
    lines.add("ordering " + script.id()
        + " device=" + script.device().name().toLowerCase(Locale.ROOT)
        + " staged=" + bit(script.isStaged())
        + " set-owner=" + bit(owner.setsOwner())
        + " start=" + bit(owner.starts())
        + " only-user=" + bit(owner.onlyUser())
        + " packet=" + bit(script.packetAfterwards())
        + " kthread=" + bit(kind == Workers.KTHREAD || script.settings().kthread())
        + " busy-poll=" + bit(script.settings().busyPoll())
        + " without-hot-plug=" + bit(script.settings().withoutHotPlug())
        + " userfaultfd=" + owner.userfaultfd().map(Plan::word).orElse("none")
        + " digest=" + script.source().digest());
    for (Page page : script.pages()) {
      lines.add("page " + page.name()
          + " backing=" + word(page.backing())
          + " shared=" + bit(page.shared())
          + " there=" + bit(page.there()));
    }
    for (Placement placement : script.memory()) {
      lines.add("memory vq=" + placement.vq() + " part=" + word(placement.part()) + " page="
          + placement.page());
    }
    steps("prepares", owner.prepares());
    steps("does", owner.does());
    for (ScriptTask task : script.tasks()) {
      steps(
          "task " + task.name() + " group=" + word(task.membership()) + " obliged="
              + bit(task.obliged()) + " set-up=" + bit(task.inSetUp()),
          task.steps());
    }
    lines.add("end");
  }

  private void steps(String title, List<Step> steps) {
    lines.add(title);
    steps.forEach(this::step);
  }

  private void step(Step step) {
    final String at = "step " + at(step.place()) + " ";
    if (step instanceof Step.Repeat repeat) {
      lines.add(at + "repeat count=" + repeat.count());
      repeat.steps().forEach(this::step);
      lines.add(at + "again");
    } else {
      lines.add(at + StepWords.of(step, workers));
    }
  }

  /** One word that says where the step stands: without the directories, and with no blank in it. */
  private static String at(Place place) {
    final String file = place.file().replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9._-]", "_");
    final String where = ":" + place.line() + ":" + place.column();
    return file.substring(0, Math.min(file.length(), LONGEST_PLACE - where.length())) + where;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String bit(boolean set) {
    return set ? "1" : "0";
  }
}
