package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.Terminal;
import picocli.CommandLine;

/** What a command line came to, run inside this JVM. */
public record Invocation(int status, String out, String err) {
  public static final int WIDTH = 100;

  public static Invocation of(String... arguments) {
    return of(new Interruption(), arguments);
  }

  public static Invocation of(Interruption interruption, String... arguments) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final CommandLine commandLine =
        Killpath.commandLine(new Terminal(WIDTH, false), interruption, arguments);
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    final int status = commandLine.execute(arguments);
    return new Invocation(status, out.toString(), err.toString());
  }

  /** Runs a command line that must be refused with {@code line}, and do nothing else. */
  public static void refused(String line, String... arguments) {
    final Invocation invocation = of(arguments);
    assertThat(invocation.err()).isEqualTo("killpath: " + line + System.lineSeparator());
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.status()).isEqualTo(2);
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
