package org.killpath.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Measures everything and prints it as Markdown: arguments are the time of each speed beside the
 * peer, a file, and the time after which it breaks off.
 */
public final class Main {
  private final Path file;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder took = new StringBuilder();

  private Main(Path file) {
    this.file = file;
  }

  /** Entry point. */
  public static void main(String[] arguments) throws IOException {
    final Duration time = duration(arguments[0]);
    final Main main = new Main(Path.of(arguments[1]));
    Deadline.in(duration(arguments[2]));
    main.measure(time);
    System.out.print(main.out);
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private void measure(Duration time) throws IOException {
    part("side by side", "", () -> new SideBySide(time).lines());
    part("allocation", Allocation.TITLE, Allocation::measure);
    part("everyday work", DataPath.TITLE, () -> new DataPath().measure());
    out.append("\nWhat it took: ").append(took).append(".\n");
    write();
  }

  /** The file is written after each part, so that one that breaks off does not take the others along. */
  private void part(String name, String title, Supplier<List<String>> measuring)
      throws IOException {
    System.err.println("bench: " + name);
    final long start = System.nanoTime();
    final List<String> lines = measuring.get();
    final String seconds = name + " " + Math.round((System.nanoTime() - start) / 1e9) + " s";
    System.err.println("bench: " + seconds);
    took.append(took.isEmpty() ? "" : ", ").append(seconds);
    out.append(title);
    lines.forEach(line -> out.append(line).append('\n'));
    write();
  }

  private void write() throws IOException {
    Files.writeString(file, out, StandardCharsets.UTF_8);
  }
}
