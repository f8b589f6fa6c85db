package org.killpath.lab.cell;

import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.PlainOutcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.program.FaultyPrograms;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.Schedules;

/**
 * 2,000 schedules of each strategy with a fixed seed make the same steps and outcomes, all of them,
 * on every JDK, on one core and on two: the digests are in a file.
 *
 * <p>If a change of the model or of a strategy makes this fail, see {@link DeterminismTest}; what
 * the file would have to say is in {@code target} then.
 */
@Timeout(300)
class DigestTest {
  private static final int SCHEDULES = 2000;
  private static final long SEED = 1;
  private static final int HUNG_PROGRAM = 8;
  private static final String RESOURCE = "digests.txt";

  private static List<Subject> subjects() {
    return List.of(
        Programs.teardown(),
        FaultyPrograms.philosophers(5),
        FaultyPrograms.figure5(20),
        Schedules.cell("kill-flush", "dev-mutex"),
        Schedules.cell("raced-D1", "upstream"),
        Schedules.cell("E2", "lock-free-detach"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSameSeedMakesTheSameSchedulesOnAnyJdkAndAnyNumberOfCores(int threads)
      throws IOException, InterruptedException, ExecutionException {
    final String found = text(digests(threads));
    final Path written = Path.of("target", RESOURCE);
    Files.writeString(written, found);
    assertThat(found)
        .as("if the model or a strategy was to change, replace the resource by %s", written)
        .isEqualTo(recorded());
  }

  private static Map<String, String> digests(int threads)
      throws InterruptedException, ExecutionException {
    final ExecutorService crew = Executors.newFixedThreadPool(threads);
    try {
      final Map<String, Future<String>> running = new LinkedHashMap<>();
      for (Subject subject : subjects()) {
        for (String strategy : Strategies.all().names()) {
          running.put(
              subject.name() + ", " + strategy, crew.submit(() -> digest(subject, strategy)));
        }
      }
      final Map<String, String> digests = new LinkedHashMap<>();
      for (Map.Entry<String, Future<String>> entry : running.entrySet()) {
        digests.put(entry.getKey(), entry.getValue().get());
      }
      return digests;
    } finally {
      crew.shutdownNow();
    }
  }

  /** How many schedules there were, and a digest of the steps and the outcome of each. */
  private static String digest(Subject subject, String name) {
    final Strategy strategy = Strategies.all().byName(name, SEED).orElseThrow();
    long digest = 0;
    long schedules = 0;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Iterator<Ran<Subject>> search =
          Search.of(subject, strategy).on(controlled).iterator();
      for (; schedules < SCHEDULES && search.hasNext(); schedules++) {
        final long outcome = search.next() instanceof Ran.Ended<Subject> ended ? number(ended) : -1;
        digest = SplitMix.mix(digest ^ controlled.digest());
        digest = SplitMix.mix(digest ^ outcome);
      }
    }
    return schedules + " " + Long.toHexString(digest);
  }

  /** Of a program that hangs the file has this number, whatever kind of hang it is. */
  private static int number(Ran.Ended<Subject> ended) {
    final Outcome outcome = ended.verdict().outcome();
    return outcome instanceof PlainOutcome && outcome.isHang() ? HUNG_PROGRAM : outcome.ordinal();
  }

  private static String text(Map<String, String> digests) {
    final List<String> lines = new ArrayList<>();
    digests.forEach((what, digest) -> lines.add(what + ": " + digest));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String recorded() throws IOException {
    try (InputStream stream = DigestTest.class.getResourceAsStream(RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
