package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.app.diagnose.recorded.Recording;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;

/** Diagnoses logs for tests; the model's cells are run once for all tests of one JVM. */
final class Diagnosing {
  /** What other designs would show is told of every hang; for the tests a few schedules say enough. */
  private static final long SCHEDULES_OF_THE_REST = 2;

  private static final Model MODEL = new Model(Recording.ofThisModel()
      .orElse(cells -> explorer().explore(cells).stream().map(Shown::of).toList()));

  private final Analyst analyst = new Analyst(MODEL, "for a test");

  private static Explorer<Cell> explorer() {
    return new Explorer<>(
        RandomWalk::new,
        () -> new Controlled(Carriers.best()),
        Recording.SEED,
        Bounds.<Cell>ofSchedules(SCHEDULES_OF_THE_REST),
        Runtime.getRuntime().availableProcessors(),
        Explorer.Progress.none());
  }

  Model model() {
    return MODEL;
  }

  Diagnosis text(String log) {
    return bytes(log.getBytes(StandardCharsets.UTF_8));
  }

  Diagnosis bytes(byte[] log) {
    try {
      return analyst.diagnose(new ByteArrayInputStream(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An excerpt that belongs to the tests. */
  Diagnosis excerpt(String name) {
    return bytes(excerptBytes(name));
  }

  static byte[] excerptBytes(String name) {
    try (InputStream in =
        Diagnosing.class.getResourceAsStream("/org/killpath/app/diagnose/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the measurements on real kernels; the test is skipped where they are not at hand. */
  static Path shared(String name) {
    final Path file =
        Path.of(System.getProperty("killpath.shared", "../../shared")).resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file),
        () -> "not at hand: " + file
            + "; -Dkillpath.shared=DIRECTORY tells where the logs of real kernels are");
    return file;
  }

  Diagnosis sharedLog(String name) {
    try (InputStream in = Files.newInputStream(shared(name))) {
      return analyst.diagnose(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DiagnosedHang only(Diagnosis diagnosis) {
    if (diagnosis.hangs().size() != 1) {
      throw new AssertionError(diagnosis.hangs().size() + " hangs: " + diagnosis.summary());
    }
    return diagnosis.hangs().get(0);
  }

  /** Nothing in it that a terminal or a browser would obey: only characters that are shown. */
  static void assertPlain(String shown) {
    assertThat(shown.codePoints().filter(Diagnosing::isControl).toArray()).isEmpty();
  }

  private static boolean isControl(int character) {
    final int type = Character.getType(character);
    return character != '\n' && (type == Character.CONTROL || type == Character.FORMAT);
  }
}
