package org.killpath.app.cli;

import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.app.cli.screen.ExitCall;
import org.killpath.app.cli.screen.Interruption;

/**
 * What is done when the virtual machine ends, whoever asked for that. A signal does, and has a status
 * of its own; so does this program when its command has come to its end. A class of somebody's own
 * may, too, in the middle of it, with a status that says that all is well: it does not stay so.
 */
final class Ending {
  private final Thread main;
  private final Interruption interruption;

  /** {@code main} is the thread that runs the command. */
  Ending(Thread main, Interruption interruption) {
    this.main = main;
    this.interruption = interruption;
  }

  /** Where one may still print what there is, and nothing else runs for long. */
  void come() {
    if (interruption.isFinished() || isAskedForByASignal()) {
      interruption.interruptAndWait();
      return;
    }
    System.err.println("killpath: failed: System.exit was called before the command had come to its"
        + " end" + caller().map(frame -> ", by " + frame).orElse(""));
    if (!ExitCall.isBy(main)) { // or there is nobody to wait for
      interruption.interruptAndWait();
    }
    Runtime.getRuntime().halt(Killpath.FAILED);
  }

  /** The thread that handles one waits for this one meanwhile. */
  private static boolean isAskedForByASignal() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getClassName().startsWith("java.lang.Terminator"));
  }

  private static Optional<StackTraceElement> caller() {
    return ExitCall.caller()
        .map(frame -> new StackTraceElement( // without the loader
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber()));
  }
}
