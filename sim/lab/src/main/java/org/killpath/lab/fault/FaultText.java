package org.killpath.lab.fault;

import java.util.List;
import java.util.Locale;
import org.killpath.lab.ordering.Owner.Descriptor;

/** Writes the ordering of a fault as a script. */
final class FaultText {
  private static final String HELD = "held";
  private static final String MISSING = "missing";
  private static final String THERE = "there: true";

  private final Fault fault;
  private final StringBuilder text = new StringBuilder();

  FaultText(Fault fault) {
    this.fault = fault;
  }

  String text() {
    line("ordering: " + fault.id());
    line("device: " + word(fault.spot().device()));
    line("form: staged");
    line("story: >-");
    line("  a fault: " + fault.spot().words() + "; " + fault.backed().words() + "; "
        + fault.death().words());
    if (fault.spot() instanceof Spot.InDrain spot) {
      inDrain(spot);
    } else if (fault.spot() instanceof Spot.InArgument spot) {
      inArgument(spot);
    }
    return text.toString();
  }

  private void inDrain(Spot.InDrain spot) {
    line("actors: [" + fault.death().task() + ", driver]");
    if (!spot.settings().isEmpty()) {
      line("settings: {" + spot.settings() + "}");
    }
    line("pages:");
    line("  " + HELD + ": {backing: userfaultfd, " + THERE + "}");
    line("  " + MISSING + ": " + page(THERE));
    spot.pages().forEach(page -> line("  " + page));
    line("memory:");
    line("  " + spot.held() + ": {available: " + HELD + "}");
    line("  " + spot.place());
    owner(spot.prepares());
    line("tasks:");
    task("driver", "outside");
    spot.before().forEach(this::step);
    step("discard: " + HELD);
    step(spot.holds());
    step("wait: {task: worker, asleep-on: " + HELD + "}");
    step("discard: " + MISSING);
    spot.behind().forEach(this::step);
    death(List.of("wait: {task: driver, exited: true}"));
  }

  private void inArgument(Spot.InArgument spot) {
    line("actors: [" + fault.death().task() + ", holder]");
    line("pages:");
    line("  " + MISSING + ": " + page(""));
    owner("");
    line("tasks:");
    task("holder", spot.group());
    step("{ioctl: SET_VRING_CALL, vq: " + spot.vq() + ", " + spot.word() + "-word: " + MISSING
        + "}");
    death(List.of("wait: {task: holder, asleep-on: " + MISSING + "}"));
  }

  private void death(List<String> staged) {
    final Death death = fault.death();
    task(death.task(), death.isOwn() ? "owner" : "apart");
    staged.forEach(this::step);
    step(death.step());
    death.after().ifPresent(last -> {
      task("later", "apart");
      step("wait: {kill-is-over: true}");
      step(last);
    });
  }

  private void owner(String prepares) {
    fault
        .backed()
        .own()
        .ifPresentOrElse(
            where -> {
              line("owner:");
              line("  only-user: true");
              line("  userfaultfd: " + (where == Descriptor.ABOVE ? "above" : "below"));
            },
            () -> {
              if (!prepares.isEmpty()) {
                line("owner:");
              }
            });
    if (!prepares.isEmpty()) {
      line("  prepares:");
      line("    - {" + prepares + "}");
    }
  }

  private String page(String there) {
    final Backed backed = fault.backed();
    return "{backing: " + word(backed.backing())
        + (backed.isShared() ? ", shared: true" : "")
        + (there.isEmpty() ? "" : ", " + there)
        + (backed.onlyInModel() ? ", only: model" : "")
        + "}";
  }

  private void task(String name, String group) {
    line("  - task: " + name);
    line("    group: " + group);
    line("    steps:");
  }

  private void step(String step) {
    line("      - " + step);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
