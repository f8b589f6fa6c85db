package org.killpath.app.cli;

import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.OneLine;
import org.killpath.app.cli.screen.StandardStreams;
import org.killpath.app.cli.screen.Terminal;

/** {@code java -jar killpath.jar}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    final LastWords lastWords = new LastWords();
    final Interruption interruption = new Interruption();
    int status = Killpath.FAILED;
    try {
      status = run(interruption, lastWords, arguments);
    } catch (OutOfMemoryError e) {
      lastWords.say();
    } catch (Throwable failed) {
      System.err.println("killpath: " + OneLine.of(Failure.of(failed).words()));
    } finally {
      // Whatever happens here, nothing waits for it any more.
      interruption.finished();
      System.exit(status);
    }
  }

  private static int run(Interruption interruption, LastWords lastWords, String[] arguments) {
    final Ending ending = new Ending(Thread.currentThread(), interruption);
    final Thread hook = new Thread(ending::come, "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.setDefaultUncaughtExceptionHandler((thread, failed) -> {
      lastWords.release(); // first of all: the virtual machine needs memory for what follows
      if (failed instanceof VirtualMachineError) {
        // Whatever its thread was about to do for the others, they may wait for it.
        lastWords.say();
        Runtime.getRuntime().halt(Killpath.FAILED);
      }
      failed.printStackTrace();
    });
    final Terminal terminal = Terminal.ofThisProcess();
    final StandardStreams streams = StandardStreams.ofThisProcess(terminal);
    final var commandLine = Killpath.commandLine(terminal, interruption, arguments);
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
}
