package org.killpath.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What a command line came to, run inside this JVM. */
record Invocation(int status, String out, String err) {
  static final int WIDTH = 100;

  static Invocation of(String... arguments) {
    return of(new Interruption(), arguments);
  }

  static Invocation of(Interruption interruption, String... arguments) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final CommandLine commandLine = Killpath.commandLine(new Terminal(WIDTH, false), interruption);
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    final int status = commandLine.execute(arguments);
    return new Invocation(status, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
