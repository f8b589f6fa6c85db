package org.killpath.app.cli.command.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code killpath capture}. */
@Command(
    name = "capture",
    description = "Prints a shell script for a machine on which a task of vhost hangs: run there as"
        + " root, it names who holds the mutex, and diagnose reads what it prints. For a hang that has"
        + " begun it places kprobes, which can crash the machine: for one that has to be rebooted"
        + " anyway. Armed before a hang it places none.",
    mixinStandardHelpOptions = true)
public final class CaptureCommand implements Callable<Integer> {
  private static final String SCRIPT = "capture.sh";
  private static final Forms<String> FORMS =
      Forms.<String>of("capture").text((script, width) -> script);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Override
  public Integer call() {
    output.printer(FORMS, session.terminal()).print(script());
    return Session.AS_EXPECTED;
  }

  private static String script() {
    try (InputStream in = CaptureCommand.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
