package org.killpath.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import org.killpath.app.cli.command.AnswersCommand;
import org.killpath.app.cli.command.BenchCommand;
import org.killpath.app.cli.command.CaptureCommand;
import org.killpath.app.cli.command.ClaimsCommand;
import org.killpath.app.cli.command.CostsCommand;
import org.killpath.app.cli.command.DiagnoseCommand;
import org.killpath.app.cli.command.ExploreCommand;
import org.killpath.app.cli.command.LetterCommand;
import org.killpath.app.cli.command.ListCommand;
import org.killpath.app.cli.command.LockOrderCommand;
import org.killpath.app.cli.command.MergeCommand;
import org.killpath.app.cli.command.ReplayCommand;
import org.killpath.app.cli.command.TableCommand;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Nearest;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.Terminal;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.search.BadSearch;
import org.killpath.lab.search.BadToken;
import org.killpath.lab.search.ModelVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command without a subcommand, and what all subcommands have in common. */
@Command(
    name = "killpath",
    description = "Which way of building vhost's SIGKILL teardown can hang, under which ordering,"
        + " and why.",
    mixinStandardHelpOptions = true,
    versionProvider = Killpath.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      TableCommand.class,
      ExploreCommand.class,
      ReplayCommand.class,
      DiagnoseCommand.class,
      CaptureCommand.class,
      AnswersCommand.class,
      MergeCommand.class,
      ClaimsCommand.class,
      CostsCommand.class,
      LockOrderCommand.class,
      LetterCommand.class,
      BenchCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything is as expected",
      "1:a cell is outside its expected set",
      "2:bad input",
      "3:killpath itself failed"
    })
public final class Killpath implements Runnable {
  public static final int AS_EXPECTED = 0;
  public static final int UNEXPECTED = 1;
  static final int BAD_INPUT = 2;
  static final int FAILED = 3;

  private final Terminal terminal;
  private final Interruption interruption;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  private Killpath(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  /** The whole command line, ready to be executed. */
  static CommandLine commandLine(Terminal terminal, Interruption interruption) {
    final CommandLine commandLine = new CommandLine(new Killpath(terminal, interruption));
    commandLine.setUsageHelpWidth(Math.min(100, Math.max(60, terminal.width())));
    commandLine.setAbbreviatedOptionsAllowed(true);
    // Looking for abbreviations, picocli 4.7.7 fails on a dash that stands for standard input.
    commandLine.getSubcommands().get("diagnose").setAbbreviatedOptionsAllowed(false);
    commandLine.setParameterExceptionHandler((problem, arguments) -> {
      complain(problem.getCommandLine(), message(problem));
      return BAD_INPUT;
    });
    commandLine.setExecutionExceptionHandler((problem, executed, arguments) -> {
      if (problem instanceof BadInput
          || problem instanceof BadToken
          || problem instanceof BadSearch
          || problem instanceof ReplayMismatch) {
        complain(executed, problem.getMessage());
        return BAD_INPUT;
      }
      complain(executed, "failed: " + problem);
      problem.printStackTrace(executed.getErr());
      return FAILED;
    });
    return commandLine;
  }

  /** Picocli's own words, and what the user might have meant. */
  private static String message(ParameterException problem) {
    final String words = problem.getMessage().lines().findFirst().orElse("bad input");
    if (problem instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      final String wrong = unmatched.getUnmatched().get(0);
      final CommandLine command = problem.getCommandLine();
      return words
          + Nearest.to(
                  wrong,
                  wrong.startsWith("-")
                      ? command.getCommandSpec().optionsMap().keySet()
                      : command.getSubcommands().keySet())
              .map(name -> "; did you mean " + name + "?")
              .orElse("");
    }
    return words;
  }

  private static void complain(CommandLine command, String message) {
    final PrintWriter err = command.getErr();
    err.println("killpath: " + message.lines().findFirst().orElse("failed"));
    err.flush();
  }

  /** A line for the user that is no part of the result. */
  public void say(String words) {
    final PrintWriter err = spec.commandLine().getErr();
    err.println("killpath: " + words);
    err.flush();
  }

  public Terminal terminal() {
    return terminal;
  }

  public Interruption interruption() {
    return interruption;
  }

  /** Everything that can be asked for. */
  public Catalogue catalogue() {
    try {
      return new Catalogue();
    } catch (ServiceConfigurationError e) {
      throw new BadInput("a design on the class path cannot be loaded: " + e.getMessage());
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Program and version. */
  public static String version() {
    final Properties properties = new Properties();
    try (InputStream stream =
        Killpath.class.getResourceAsStream("/org/killpath/app/version.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "killpath " + properties.getProperty("version", "of unknown version");
  }

  /** What {@code --version} prints. */
  public static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version() + ", model " + ModelVersion.CURRENT};
    }
  }
}
