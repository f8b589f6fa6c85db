package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.render.DiagnosisCsv;
import org.killpath.app.diagnose.render.DiagnosisJson;
import org.killpath.app.diagnose.render.DiagnosisMarkdown;
import org.killpath.app.diagnose.render.DiagnosisPage;
import org.killpath.app.diagnose.render.DiagnosisText;

/**
 * Broken logs by the thousand: no crash, nothing kept without bound, nothing dangerous printed. A
 * million takes {@code mvn -pl sim test -Dtest=FuzzTest -Ddiagnose.fuzz=1000000}; the input of the
 * number that failed is made again by {@code -Ddiagnose.fuzz.seed}.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("diagnose.fuzz", 50_000);
  private static final long SEED = Long.getLong("diagnose.fuzz.seed", 1);
  private static final int DIAGNOSED = 500;

  private static final List<byte[]> WHOLE = Stream.concat(
          ExampleLogs.names().map(Diagnosing::excerptBytes),
          Stream.of(CaptureTest.CAPTURED, CaptureTest.STACK, CaptureTest.DRGN)
              .map(text -> text.getBytes(StandardCharsets.UTF_8)))
      .toList();

  @Test
  void anyInputIsReadAndWhatIsKeptOfItIsBounded() {
    final Diagnosing diagnosing = new Diagnosing();
    int hangs = 0;
    for (int i = 0; i < INPUTS; i++) {
      final byte[] log = new MutatedLog(WHOLE, SEED + i).next();
      try {
        final Findings evidence = Findings.read(new ByteArrayInputStream(log));
        check(evidence);
        hangs += evidence.cases().stream().mapToInt(file -> file.hangs().size()).sum();
        if (i % Math.max(1, INPUTS / DIAGNOSED) == 0) {
          check(diagnosing.bytes(log));
        }
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("with -Ddiagnose.fuzz.seed=" + (SEED + i), e);
      }
    }
    assertThat(hangs).as("inputs that are still reports").isGreaterThan(INPUTS / 4);
  }

  private static void check(Findings evidence) {
    if (evidence.cases().size() > 8) {
      throw new AssertionError(evidence.cases().size() + " cases");
    }
    for (CaseFile file : evidence.cases()) {
      if (file.hangs().size() > 64
          || file.otherHung().size() > 64
          || file.incidents().size() > 32) {
        throw new AssertionError("too much is kept");
      }
    }
  }

  private static void check(Diagnosis diagnosis) {
    for (String shown : List.of(
        DiagnosisText.of(diagnosis, 80),
        DiagnosisMarkdown.of(diagnosis),
        DiagnosisCsv.of(diagnosis),
        DiagnosisPage.of(diagnosis),
        DiagnosisJson.of(diagnosis))) {
      Diagnosing.assertPlain(shown);
    }
  }
}
