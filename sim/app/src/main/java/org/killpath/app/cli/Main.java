package org.killpath.app.cli;

import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.Terminal;

/** {@code java -jar killpath.jar}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    final Interruption interruption = new Interruption();
    final Thread hook = new Thread(interruption::interruptAndWait, "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    final int status =
        Killpath.commandLine(Terminal.ofThisProcess(), interruption).execute(arguments);
    interruption.finished();
    System.exit(status);
  }
}
