package org.killpath.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long {@code killpath diagnose} takes for a long log in a small heap, from the start of its JVM
 * to its end. Needs a POSIX shell, which tells the processor time of what it ran.
 *
 * <p>{@code java LongLogs.java KILLPATH.JAR JAVA[,JAVA...] MEGABYTES ROUNDS SAMPLE...}: each sample is
 * repeated to that length. The samples and JVMs take turns in each round; the medians are printed.
 */
public final class LongLogs {
  private static final String TIMES = "\"$@\" > /dev/null || exit 1; times";

  /** One run, in seconds. */
  private record Run(double wall, double processor) {}

  private LongLogs() {}

  /** Entry point. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    final String jar = arguments[0];
    final List<String> jvms = List.of(arguments[1].split(",", -1));
    final long bytes = Long.parseLong(arguments[2]) * 1_000_000;
    final int rounds = Integer.parseInt(arguments[3]);
    final List<Path> samples = Arrays.stream(arguments).skip(4).map(Path::of).toList();
    final List<List<Run>> runs = new ArrayList<>();
    samples.forEach(sample -> jvms.forEach(jvm -> runs.add(new ArrayList<>())));
    final Path log = Files.createTempFile("killpath", ".log");
    try {
      for (int round = 0; round < rounds; round++) {
        for (int sample = 0; sample < samples.size(); sample++) {
          repeat(Files.readAllBytes(samples.get(sample)), bytes, log);
          for (int jvm = 0; jvm < jvms.size(); jvm++) {
            runs.get(sample * jvms.size() + jvm).add(run(jvms.get(jvm), jar, log));
          }
        }
      }
    } finally {
      Files.delete(log);
    }
    print(samples, jvms, bytes / 1e6, runs);
  }

  private static void repeat(byte[] sample, long bytes, Path log) throws IOException {
    try (OutputStream out = Files.newOutputStream(log)) {
      final byte[] many = new String(sample, StandardCharsets.ISO_8859_1)
          .repeat(Math.max(1, (1 << 20) / sample.length))
          .getBytes(StandardCharsets.ISO_8859_1);
      for (long written = 0; written < bytes; written += many.length) {
        out.write(many);
      }
    }
  }

  private static Run run(String jvm, String jar, Path log)
      throws IOException, InterruptedException {
    final Process process = new ProcessBuilder(
            "sh", "-c", TIMES, "sh", jvm, "-Xmx64m", "-jar", jar, "diagnose", log.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    final long start = System.nanoTime();
    final String times =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    final double wall = (System.nanoTime() - start) / 1e9;
    if (process.waitFor() != 0) {
      throw new IllegalStateException("it failed");
    }
    return new Run(wall, processor(times));
  }

  /** The second line is of what the shell ran: {@code 0m1.25s 0m0.10s}. */
  private static double processor(String times) {
    final String[] words = times.strip().split("\\s+", -1);
    return seconds(words[2]) + seconds(words[3]);
  }

  private static double seconds(String word) {
    final int minutes = word.indexOf('m');
    return Integer.parseInt(word.substring(0, minutes)) * 60
        + Double.parseDouble(word.substring(minutes + 1, word.length() - 1));
  }

  private static void print(
      List<Path> samples, List<String> jvms, double megabytes, List<List<Run>> runs) {
    System.out.println("| sample | JVM | wall s | CPU s | MB/s | MB per CPU s |");
    System.out.println("|---|---|---|---|---|---|");
    for (int i = 0; i < runs.size(); i++) {
      final double wall = median(runs.get(i).stream().mapToDouble(Run::wall).toArray());
      final double processor =
          median(runs.get(i).stream().mapToDouble(Run::processor).toArray());
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %.2f | %.0f | %.0f |%n",
          samples.get(i / jvms.size()).getFileName(),
          jvms.get(i % jvms.size()),
          wall,
          processor,
          megabytes / wall,
          megabytes / processor);
    }
  }

  private static double median(double[] values) {
    final double[] sorted = values.clone();
    Arrays.sort(sorted);
    final int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
