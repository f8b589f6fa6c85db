package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.Reason;

/** A file that the user named: what is wrong with it is said with its name. */
public final class UserFile {
  private UserFile() {}

  /**
   * What is done with a file.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Action<T> {
    T with(Path file) throws IOException;
  }

  /**
   * Reads it, or goes on with it.
   *
   * @throws BadInput if that cannot be
   */
  public static <T> T use(Path file, Action<T> action) {
    return attempt("use", file, action);
  }

  /**
   * Likewise for one that is to be written.
   *
   * @throws BadInput if that cannot be
   */
  public static <T> T write(Path file, Action<T> action) {
    return attempt("write", file, action);
  }

  private static <T> T attempt(String what, Path file, Action<T> action) {
    try {
      return action.with(file);
    } catch (IOException e) {
      throw new BadInput("cannot " + what + " " + file + ": " + Reason.of(e));
    } catch (BadFile e) {
      throw new BadInput("cannot " + what + " " + file + ": " + e.getMessage());
    }
  }
}
