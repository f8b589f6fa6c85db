package org.killpath.app.cli;

import java.util.Optional;
import org.killpath.app.cli.option.BadInput;
import org.killpath.engine.explore.BadSearch;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.UnusableStrategy;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.catalogue.BadProvider;
import org.killpath.lab.ordering.BadScript;

/**
 * What went wrong, for whoever started the program: the one place that knows which exit status and
 * which words belong to an exception.
 *
 * @param status 2 or 3
 * @param words one line
 * @param unforeseen true if nobody thought of it, so that the stack trace may tell somebody more
 */
record Failure(int status, String words, boolean unforeseen) {
  static final String OUT_OF_MEMORY =
      "failed: out of memory; java -Xmx2g -jar killpath.jar has more";

  static Failure of(Throwable problem) {
    if (problem instanceof BadInput
        || problem instanceof BadFile
        || problem instanceof BadToken
        || problem instanceof BadProvider
        || problem instanceof BadScript
        || problem instanceof UnusableStrategy
        || problem instanceof BadSearch
        || problem instanceof ReplayMismatch) {
      return new Failure(Killpath.BAD_INPUT, firstLine(problem.getMessage()), false);
    }
    if (problem instanceof OutOfMemoryError) {
      return new Failure(Killpath.FAILED, OUT_OF_MEMORY, false);
    }
    if (problem instanceof StackOverflowError) {
      return new Failure(
          Killpath.FAILED, "failed: out of stack; java -Xss8m -jar killpath.jar has more", false);
    }
    return new Failure(Killpath.FAILED, "failed: " + firstLine(problem.toString()), true);
  }

  private static String firstLine(String message) {
    return Optional.ofNullable(message)
        .flatMap(words -> words.lines().findFirst())
        .orElse("failed");
  }
}
