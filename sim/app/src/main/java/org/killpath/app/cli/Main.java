package org.killpath.app.cli;

import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.StandardStreams;
import org.killpath.app.cli.screen.Terminal;

/** {@code java -jar killpath.jar}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    final Interruption interruption = new Interruption();
    int status = Killpath.FAILED; // should even the words for it be too much
    try {
      status = run(interruption, arguments);
    } catch (Throwable failed) {
      final Failure failure = Failure.of(failed);
      status = failure.status();
      System.err.println("killpath: " + failure.words());
    } finally {
      interruption.finished();
      exit(status);
    }
  }

  private static int run(Interruption interruption, String[] arguments) {
    final Thread hook = new Thread(interruption::interruptAndWait, "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.setDefaultUncaughtExceptionHandler((thread, failed) -> {
      if (failed instanceof VirtualMachineError) {
        // Whatever it was about to do for the others, they may wait for it.
        System.err.println("killpath: " + Failure.of(failed).words());
        Runtime.getRuntime().halt(Killpath.FAILED);
      }
      failed.printStackTrace();
    });
    final Terminal terminal = Terminal.ofThisProcess();
    final StandardStreams streams = StandardStreams.ofThisProcess(terminal);
    final var commandLine = Killpath.commandLine(terminal, interruption);
    commandLine.setOut(streams.out());
    final int status = commandLine.execute(arguments);
    return streams
        .failure()
        .map(why -> {
          System.err.println(
              "killpath: not everything could be written to standard output: " + why);
          return Killpath.FAILED;
        })
        .orElse(status);
  }

  private static void exit(int status) {
    System.exit(status);
  }
}
