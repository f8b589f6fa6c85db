package org.killpath.stress.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.Verbosity;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.SerializedBufferCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.Topology;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * Has jcstress run tests, each in a JVM of its own with arguments of its own. By this way in, rather
 * than by jcstress's command line, one test class serves every cell, and a test that jcstress cannot
 * schedule on this machine is an error instead of a line that nobody reads.
 */
final class Forks {
  /**
   * Worlds are small, and nothing is kept of them. With the client compiler alone a world costs less
   * processor time, even after a minute.
   */
  private static final List<String> JVM_ARGUMENTS =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** One JVM to be forked. */
  record Fork(TestInfo test, List<String> properties) {}

  /** How many samples jcstress prepares in one go; many small worlds, or few large ones. */
  enum Stride {
    SMALL("8", "4"),
    LARGE("256", "8");

    private final String size;
    private final String count;

    Stride(String size, String count) {
      this.size = size;
      this.count = count;
    }
  }

  /**
   * What a fork came to.
   *
   * @param number which of the forks asked for
   * @param broken what went wrong, if anything did; there are no samples then
   * @param forbidden what jcstress says of results that the test forbids
   */
  record Result(
      int number, Map<String, Long> samples, Optional<String> broken, List<String> forbidden) {}

  /** Hears of results as they come, one at a time. */
  @FunctionalInterface
  interface Sink {
    void add(Result result);
  }

  /**
   * A world's threads wait for each other, so that one fork leaves a third of its processors idle:
   * two in its place have a third more worlds per second.
   */
  private static final int IN_ONE_PLACE = 2;

  /** A fork that takes so much longer than it should is ended. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private static final String OVER_TIME =
      "it did not end " + GRACE.toSeconds() + " s after its time, and was killed:";

  private final int processors;
  private final Verbosity verbosity;

  Forks() {
    final Options options = options(Duration.ofMillis(1), Stride.SMALL);
    this.processors = options.getCPUCount();
    this.verbosity = options.verbosity();
  }

  /** How many forks of {@code test} are worth running at once on this machine. */
  int atOnce(TestInfo test) {
    return Math.max(1, processors / test.threads()) * IN_ONE_PLACE;
  }

  /**
   * Looks whether this machine can run {@code test} at all; jcstress would pass over it in silence.
   *
   * @throws IllegalArgumentException if it has too few processors
   */
  void check(TestInfo test) {
    if (processors < test.threads()) {
      throw new IllegalArgumentException(
          "jcstress needs " + test.threads() + " processors, and finds " + processors);
    }
  }

  private static Options options(Duration each, Stride stride) {
    final Options options = new Options(new String[] {
      "-sc", "false",
      "-af", "NONE",
      "-f", "1",
      "-iters", "1",
      "-time", Long.toString(each.toMillis()),
      "-strideSize", stride.size,
      "-strideCount", stride.count,
      "-spinStyle", "THREAD_YIELD",
      "-pth", "false"
    });
    try {
      if (!options.parse()) {
        throw new IllegalStateException("jcstress does not take its options");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return options;
  }

  /**
   * Runs all, in this order, as many side by side as there are processors for; returns when all
   * results have been heard.
   */
  void run(List<Fork> forks, Duration each, Stride stride, Sink sink) {
    final List<TestConfig> configs = configs(forks, each, stride);
    Collections.reverse(configs); // it takes the last one first
    execute(List.of(configs), each, sink);
  }

  /** Runs all side by side, however many; returns when all results have been heard. */
  void runAtOnce(List<Fork> forks, Duration each, Stride stride, Sink sink) {
    execute(configs(forks, each, stride).stream().map(List::of).toList(), each, sink);
  }

  /** For each list an executor that has the whole machine, as far as it knows. */
  private void execute(List<List<TestConfig>> lists, Duration each, Sink sink) {
    final int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    try (Overtime overtime = new Overtime(each.plus(GRACE).multipliedBy(Math.max(1, longest)))) {
      final SerializedBufferCollector buffer =
          new SerializedBufferCollector(result -> sink.add(read(result, overtime)));
      CompletableFuture.allOf(lists.stream()
              .map(configs -> CompletableFuture.runAsync(
                  () -> runAll(configs, buffer), task -> new Thread(task, "forks").start()))
              .toArray(CompletableFuture<?>[]::new))
          .join();
      buffer.close();
    }
  }

  private void runAll(List<TestConfig> configs, SerializedBufferCollector buffer) {
    try {
      new TestExecutor(verbosity, buffer, scheduler()).runAll(configs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TestConfig> configs(List<Fork> forks, Duration each, Stride stride) {
    final Options options = options(each, stride);
    final List<TestConfig> configs = new ArrayList<>();
    for (int number = 0; number < forks.size(); number++) {
      configs.add(config(options, forks.get(number), number));
    }
    return configs;
  }

  private Scheduler scheduler() {
    return new Scheduler(Topology.get(), processors);
  }

  private TestConfig config(Options options, Fork fork, int number) {
    final TestInfo test = fork.test();
    final List<SchedulingClass> classes =
        scheduler().scheduleClasses(test.threads(), options.getCPUCount(), options.affinityMode());
    if (classes.isEmpty()) {
      throw new IllegalStateException(
          test.name() + " needs " + test.threads() + " CPUs; jcstress would pass over it");
    }
    final List<String> arguments = new ArrayList<>(JVM_ARGUMENTS);
    arguments.addAll(fork.properties());
    return new TestConfig(options, test, number, arguments, CompileMode.UNIFIED, classes.get(0));
  }

  private static Result read(TestResult result, Overtime overtime) {
    final int number = result.getConfig().forkId;
    if (result.status() != Status.NORMAL) {
      final String late = overtime.hasEnded() ? OVER_TIME + System.lineSeparator() + "    " : "";
      return new Result(number, Map.of(), Optional.of(late + explain(result)), List.of());
    }
    final Map<String, Long> samples = new TreeMap<>();
    for (String text : result.getStateKeys()) {
      samples.put(text, result.getCount(text));
    }
    return new Result(number, samples, Optional.empty(), result.grading().failureMessages);
  }

  private static String explain(TestResult result) {
    final List<String> lines = new ArrayList<>();
    lines.add(result.status().toString());
    lines.addAll(result.getMessages());
    lines.addAll(result.getVmErr());
    return String.join(System.lineSeparator() + "    ", lines);
  }
}
