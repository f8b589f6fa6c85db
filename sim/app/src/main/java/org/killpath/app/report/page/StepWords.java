package org.killpath.app.report.page;

import org.killpath.engine.search.Trace.Step;
import org.killpath.engine.search.Trace.Switch;

/** A step in one line, without its number. */
final class StepWords {
  private StepWords() {}

  static String of(Step step) {
    final StringBuilder words = new StringBuilder();
    words.append(step.actor().role());
    words.append(" ").append(step.actor().task()).append(": ");
    words.append(step.function().map(function -> function.name() + "()").orElse("user mode"));
    words.append(" ").append(step.what());
    step.switched()
        .map(Switch::text)
        .ifPresent(why -> words.append(" (").append(why).append(")"));
    step.complaints().forEach(complaint -> words.append(". ").append(complaint));
    return words.toString();
  }
}
