package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.ordering.yaml.ScriptFile;

/** A tap is put in the place of another that is attached, as own orderings can say. */
class NetReplacedTest {
  private static final int SCHEDULES = 40;

  /** Whoever replaces looks at the ring with vq.mutex held, the old tap no more polled. */
  private static final String REPLACED = """
      ordering: net-replaced
      device: net
      form: staged
      story: >-
        an outsider puts another tap in the place of the one that is attached, and faults on the rx ring's used
        part; a frame comes to the old tap; kill
      actors: [killer, replacer]

      pages:
        ring-page: {backing: userfaultfd, there: true}
      memory:
        rx: {used: ring-page}

      tasks:
        - task: replacer
          group: outside
          steps:
            - discard: ring-page
            - {ioctl: SET_BACKEND, vq: rx, backend: another}
        - task: host
          group: apart
          steps:
            - wait: {task: replacer, asleep-on: ring-page}
            - send: frame
        - task: killer
          group: apart
          steps:
            - wait: {task: host, exited: true}
            - wait: {task: worker, at-rest: true}
            - kill: {group: owner, by: kill}
      """;

  /** The flush that comes after it waits for the worker, and for what is queued behind. */
  private static final String FLUSHES = """
      ordering: net-replaced-flush
      device: net
      form: staged
      story: >-
        the worker faults in its rx work, and a frame of the guest's is queued behind; an outsider puts another tap in
        the place of the tx queue's, and flushes; kill
      actors: [killer, replacer]

      pages:
        rx-page: {backing: userfaultfd}
        tx-page: {backing: userfaultfd}
      memory:
        rx: {buffers: rx-page}
        tx: {buffers: tx-page}

      tasks:
        - task: host
          group: apart
          steps:
            - send: frame
            - wait: {task: worker, asleep-on: rx-page}
            - kick: {vq: tx}
        - task: replacer
          group: outside
          obliged: true
          steps:
            - wait: {task: host, exited: true}
            - {ioctl: SET_BACKEND, vq: tx, backend: another}
        - task: killer
          group: apart
          steps:
            - wait: {task: replacer, waits-for-flush: true}
            - kill: {group: owner, by: kill}
      """;

  private static String outcome(String design, String ordering) {
    final Cell cell = new Cell(
        ScenarioCatalogue.of(ScriptFile.read("it.yaml", ordering.getBytes(StandardCharsets.UTF_8)))
            .get(0),
        DesignSpace.all().named(design).orElseThrow());
    return Schedules.randomWalk(cell, SCHEDULES).outcomes().toString();
  }

  /** Had the frame queued anything the worker would wait in its handler, under each of them. */
  @ParameterizedTest
  @CsvSource({"upstream, HUNG_RELEASED", "lock-free-detach, COMPLETED", "kthread, COMPLETED"})
  void theRingIsLookedAtUnderVqMutexAndTheOldTapIsNotHeardAnyMore(String design, String outcome) {
    assertThat(outcome(design, REPLACED)).isEqualTo("[" + outcome + "]");
  }

  @ParameterizedTest
  @CsvSource({"upstream, HUNG_RELEASED", "flush-only-drain, COMPLETED"})
  void itFlushesUnderDevMutexAfterwards(String design, String outcome) {
    assertThat(outcome(design, FLUSHES)).isEqualTo("[" + outcome + "]");
  }
}
