package org.killpath.app.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.OneLine;
import org.killpath.app.cli.screen.Terminal;
import org.killpath.lab.cell.ModelVersion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * One start of the program, as its commands see it: what surrounds it, what it says to the user
 * beside its result, and the statuses it may end with.
 */
public abstract class Session {
  public static final int AS_EXPECTED = 0;
  public static final int UNEXPECTED = 1;
  public static final int BAD_INPUT = 2;
  public static final int FAILED = 3;

  private final Terminal terminal;
  private final Interruption interruption;
  private boolean lost;

  @Spec
  private CommandSpec spec;

  protected Session(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  /** A command begins, and has lost nothing yet. */
  protected final void begin() {
    lost = false;
  }

  /** Whether something was lost since. */
  protected final boolean hasLost() {
    return lost;
  }

  protected final CommandSpec spec() {
    return spec;
  }

  /** A line for the user that is no part of the result. */
  public final void say(String words) {
    final PrintWriter err = spec.commandLine().getErr();
    err.println("killpath: " + OneLine.of(words));
    err.flush();
  }

  /** Something that was found was not kept or written where it should be: an error, at the end. */
  public final void lost(String words) {
    lost = true;
    say(words);
  }

  public final Terminal terminal() {
    return terminal;
  }

  public final Interruption interruption() {
    return interruption;
  }

  /** Everything that can be asked for. */
  public final Catalogue catalogue() {
    return new Catalogue();
  }

  /** Program and version. */
  public static String version() {
    final Properties properties = new Properties();
    try (InputStream stream =
        Session.class.getResourceAsStream("/org/killpath/app/version.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "killpath " + properties.getProperty("version", "of unknown version");
  }

  /** Program and version, and the version of the model. */
  public static String programAndModel() {
    return version() + ", model " + ModelVersion.CURRENT;
  }
}
