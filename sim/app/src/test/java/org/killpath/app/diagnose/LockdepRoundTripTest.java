package org.killpath.app.diagnose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.report.klog.KernelLog;
import org.killpath.app.report.klog.KernelVersion;
import org.killpath.app.report.klog.LockdepSplat;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.Replayed;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.LockOrders;
import org.killpath.lab.vhost.Design;

/** What lockdep would print of each design, printed in its shape and read back. */
class LockdepRoundTripTest {
  private static final int SCHEDULES = 2;

  @TestFactory
  Stream<DynamicTest> everyInversionOfADesignIsReadWithTheLockThatClosesIt() {
    return DesignCatalogue.all().designs().stream()
        .map(design -> DynamicTest.dynamicTest(design.id(), () -> read(design)));
  }

  private static void read(Design design) throws IOException {
    final LockOrder order;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      order =
          LockOrders.collect(design, ScenarioCatalogue.all().scenarios(), SCHEDULES, controlled);
    }
    for (KernelVersion kernel : KernelVersion.values()) {
      final List<List<String>> printed = splats(new LockdepSplat(order, kernel).lines());
      assertThat(printed).hasSameSizeAs(order.inversions());
      for (List<String> lines : printed) {
        final Splat splat = only(String.join("\n", lines) + "\n");
        assertThat(splat.title()).isEqualTo("possible circular locking dependency detected");
        final PrintedLock wanted = splat.wanted().orElseThrow();
        assertThat(order.inversions())
            .anySatisfy(cycle -> assertThat(cycle).anySatisfy(dependency -> {
              assertThat(symbol(wanted.lockClass())).isEqualTo(dependency.to());
              assertThat(splat.held())
                  .anyMatch(held -> symbol(held.lockClass()).equals(dependency.from()));
            }));
        assertThat(splat.isSelfDeadlock()).isFalse();
      }
    }
  }

  @Test
  void aDesignWithAnInversionIsAmongThem() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final LockOrder order = LockOrders.collect(
          DesignCatalogue.all().find("dev-mutex").orElseThrow(),
          ScenarioCatalogue.all().scenarios(),
          SCHEDULES,
          controlled);
      assertThat(order.inversions()).isNotEmpty();
    }
  }

  @Test
  void aTaskThatWaitsForItselfIsReadAsThat() throws IOException {
    final Replayed replayed = Replayed.first("scsi-hot-plug", "upstream");
    final String text = new KernelLog(
            replayed.schedule(), replayed.verdict(), replayed.trace(), KernelVersion.V6_12)
        .text(new LockOrder(), "this execution");
    final Splat splat = only(text);
    assertThat(splat.title()).isEqualTo("possible recursive locking detected");
    assertThat(splat.isSelfDeadlock()).isTrue();
    assertThat(splat.wanted().orElseThrow().lockClass()).startsWith("&vq->mutex");
  }

  private static Splat only(String text) throws IOException {
    final List<CaseFile> files =
        Findings.read(new ByteArrayInputStream(text.getBytes(UTF_8))).cases();
    assertThat(files).as(text).hasSize(1);
    assertThat(files.get(0).splats()).as(text).hasSize(1);
    return files.get(0).splats().get(0);
  }

  /** A kernel prints the first only. */
  private static List<List<String>> splats(List<String> lines) {
    final List<List<String>> splats = new ArrayList<>();
    for (String line : lines) {
      if (line.matches("=+")) {
        splats.add(new ArrayList<>());
      }
      if (!splats.isEmpty()) {
        splats.get(splats.size() - 1).add(line);
      }
    }
    return splats;
  }

  /** {@code &vq->mutex/1} is of the class that the model calls vq.mutex. */
  private static String symbol(String lockClass) {
    return lockClass.replaceAll("^&|/\\d+$", "").replace("->", ".");
  }
}
