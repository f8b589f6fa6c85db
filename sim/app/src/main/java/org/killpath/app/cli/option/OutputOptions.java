package org.killpath.app.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.cli.screen.Terminal;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.campaign.file.TargetFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** In which form results are written, and where to. */
public final class OutputOptions {
  private static final int WIDTH_OF_FILES = 120;
  private static final String NAME = "--output";
  private static final String FORMAT = "--format";

  private final List<Forms<?>> offered;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = FORMAT, paramLabel = "FORMAT", description = "In this form.")
  private String format = Forms.TEXT;

  @Option(
      names = {"-o", NAME},
      paramLabel = "FILE",
      description =
          "Write to this file rather than to standard output; it appears when it is" + " complete.")
  private Optional<Path> file = Optional.empty();

  /** Of a command that writes in these forms, which of them depends on what is asked of it. */
  public OutputOptions(Forms<?>... offered) {
    this.offered = List.of(offered);
  }

  /** Has the help of {@code command} say in which forms it writes, if it writes in any. */
  public static void sayForms(CommandSpec command) {
    for (CommandSpec mixin : command.mixins().values()) {
      if (mixin.userObject() instanceof OutputOptions output) {
        final OptionSpec format = command.findOption(FORMAT);
        command.remove(format);
        command.addOption(OptionSpec.builder(format).description(output.forms()).build());
      }
    }
  }

  private String forms() {
    final List<String> others = offered.stream()
        .flatMap(forms -> forms.names().stream())
        .distinct()
        .filter(name -> !name.equals(Forms.TEXT))
        .toList();
    return Forms.TEXT
        + (others.isEmpty()
            ? "; there is no other form."
            : " (the default), " + String.join(", ", others) + ".");
  }

  /**
   * Makes sure, before any work is done, that a result can be written in the wanted form and to the
   * wanted place.
   */
  public <R> Printer<R> printer(Forms<R> forms, Terminal terminal) {
    final Forms.Form<R> form = forms.named(format);
    return new Printer<>(form, file.isPresent() ? WIDTH_OF_FILES : terminal.width(), open());
  }

  private Destination open() {
    if (file.isEmpty()) {
      return this::print;
    }
    final Path name = file.get();
    if (TargetFile.isNamedPipe(name)) {
      session().say("waiting for somebody to read from " + name);
    }
    final TargetFile target = UserFile.write(name, TargetFile::at);
    new NamedFiles(command, Set.of(NAME)).spare(target, "-o", name);
    return text -> {
      try {
        target.write(text);
      } catch (IOException e) {
        session()
            .lost("cannot write " + name + ": " + Reason.of(e)
                + "; the result goes to standard output");
        print(text);
      }
    };
  }

  private void print(String text) {
    final PrintWriter out = command.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private Session session() {
    return (Session) command.root().userObject();
  }

  /** Where a result goes. */
  @FunctionalInterface
  interface Destination {
    void write(String text);
  }
}
