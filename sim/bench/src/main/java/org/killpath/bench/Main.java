package org.killpath.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measures everything and prints it as Markdown: arguments are a time and a file. */
public final class Main {
  private Main() {}

  /** Entry point. */
  public static void main(String[] arguments) throws IOException {
    final Duration time = Duration.parse("PT" + arguments[0].toUpperCase(Locale.ROOT));
    final StringBuilder out = new StringBuilder();
    for (String line : new SideBySide(time).lines()) {
      out.append(line).append('\n');
    }
    out.append("\nAllocation per schedule of the program of three tasks, by JMH's gc profiler:\n\n")
        .append("| strategy | schedules/s | bytes per schedule |\n| --- | --- | --- |\n");
    final List<String> allocation = Allocation.measure();
    allocation.forEach(line -> out.append(line).append('\n'));
    out.append(
        "\nEveryday work on an idle vhost-vsock device: mutex acquisitions / spinlock acquisitions /"
            + " other atomic read-modify-writes / RCU readers, counted; and JMH's average time on one"
            + " thread, uncontended:\n\n");
    DataPath.measure().forEach(line -> out.append(line).append('\n'));
    Files.writeString(Path.of(arguments[1]), out, StandardCharsets.UTF_8);
    System.out.print(out);
  }
}
