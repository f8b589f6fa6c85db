package org.killpath.lab.scenario.script;

import java.util.Optional;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.ordering.Step;

/** Where the argument of an ioctl lies: the number of a page, or {@link Play#PRESENT}. */
record Argument(int page) {
  static Argument of(Step.Ioctl step, Numbers numbers) {
    return new Argument(step.argument().map(numbers::page).orElse(Play.PRESENT));
  }

  /** The page in one world; empty if the argument is there, and its copy no step. */
  Optional<UserPage> in(Play<?> play) {
    return page == Play.PRESENT ? Optional.empty() : Optional.of(play.page(page));
  }
}
