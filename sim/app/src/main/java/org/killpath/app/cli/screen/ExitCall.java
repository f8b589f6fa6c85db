package org.killpath.app.cli.screen;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who called {@code System.exit}. The call does not return, so that it is on the caller's stack for as
 * long as the virtual machine takes to end.
 */
public final class ExitCall {
  private ExitCall() {}

  /** The frame that called it, if a platform thread did: nobody knows of a virtual one. */
  public static Optional<StackTraceElement> caller() {
    return Thread.getAllStackTraces().values().stream()
        .filter(frames -> Stream.of(frames).anyMatch(ExitCall::isExit))
        .flatMap(frames -> Stream.of(frames)
            .dropWhile(frame -> !isExit(frame))
            .filter(frame -> !frame.getClassName().startsWith("java.lang."))
            .limit(1))
        .findFirst();
  }

  /** Did that thread? */
  public static boolean isBy(Thread thread) {
    return Stream.of(thread.getStackTrace()).anyMatch(ExitCall::isExit);
  }

  private static boolean isExit(StackTraceElement frame) {
    return frame.getClassName().equals(Runtime.class.getName())
        && frame.getMethodName().equals("exit");
  }
}
