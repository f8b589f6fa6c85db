package org.killpath.app.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What standard output and standard error lead to.
 *
 * @param width columns to fill
 * @param charset of standard output: of a file or a pipe always UTF-8, as in files that -o writes
 * @param progress may a progress bar be drawn on standard error?
 */
public record Terminal(int width, boolean progress, Charset charset) {
  private static final int WIDTH_OF_FILES = 120;
  private static final int NARROWEST = 40;

  /** With a terminal that knows all characters. */
  public Terminal(int width, boolean progress) {
    this(width, progress, StandardCharsets.UTF_8);
  }

  public static Terminal ofThisProcess() {
    return new Terminal(
        widthOfOutput(),
        leadsToTerminal(2),
        leadsToTerminal(1) ? charsetOfTerminal() : StandardCharsets.UTF_8);
  }

  private static Charset charsetOfTerminal() {
    final String name =
        System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  private static int widthOfOutput() {
    final Optional<Integer> said =
        Optional.ofNullable(System.getenv("COLUMNS")).flatMap(Terminal::number);
    final Optional<Integer> width = said.isPresent() || !leadsToTerminal(1) ? said : askTerminal();
    return Math.max(NARROWEST, width.orElse(WIDTH_OF_FILES));
  }

  /** {@code stty size} prints rows and columns. */
  private static Optional<Integer> askTerminal() {
    try {
      final Process stty = new ProcessBuilder("stty", "size")
          .redirectInput(new File("/dev/tty"))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      if (!stty.waitFor(2, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      final String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return number(answer.substring(answer.indexOf(' ') + 1));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9]\\d{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** By the kernel's own word; where there is no /proc, both streams count as one. */
  @SuppressWarnings("SystemConsoleNull") // wrong only in a pipe on JDK 22 or later without /proc
  private static boolean leadsToTerminal(int descriptor) {
    try {
      final String target =
          Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return !Files.exists(Path.of("/proc/self")) && System.console() != null;
    }
  }
}
