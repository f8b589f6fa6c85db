package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.ordering.yaml.ScriptFile;

/** Whoever has a descriptor of the device can wait for a vq.mutex, with dev.mutex, in some calls. */
class StrangersTest {
  private static final int SCHEDULES = 40;

  private static final String ORDERING = """
      ordering: stranger
      device: vsock
      form: staged
      story: >-
        E2; a process that has but a descriptor of the device makes a call, when the kill has done what it can;
        an outsider wants dev.mutex
      actors: [killer, stranger]

      pages:
        user-page: {backing: userfaultfd}
      memory:
        rx: {buffers: user-page}

      tasks:
        - task: host
          group: apart
          steps:
            - send: packet
            - wait: {task: worker, asleep-on: user-page}
            - send: packet
        - task: killer
          group: apart
          steps:
            - wait: {task: host, exited: true}
            - wait: {task: worker, asleep-on: user-page}
            - kill: {group: owner, by: kill}
        - task: stranger
          group: apart
          obliged: true
          steps:
            - wait: {kill-is-over: true}
            - THEIRS
        - task: caller
          group: outside
          obliged: true
          steps:
            - wait: {task: stranger, at-rest: true}
            - {ioctl: SET_VRING_CALL, vq: tx}
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {ioctl: SET_FEATURES, features: []} | upstream | HUNG_RELEASED
      {iotlb: invalidate, range: guest} | upstream | HUNG_RELEASED
      {ioctl: SET_FEATURES, features: []} | flush-only-drain | COMPLETED
      {iotlb: invalidate, range: guest} | flush-only-drain | COMPLETED
      """)
  void whoOwnsTheDeviceIsNotAsked(String call, String design, String outcome) {
    assertThat(outcomes(design, ORDERING.replace("THEIRS", call))).isEqualTo("[" + outcome + "]");
  }

  /** Nobody is killed: whoever clears the endpoint waits for the worker's vq.mutex, with dev.mutex. */
  @Test
  void anEndpointIsClearedByAnybody() {
    assertThat(outcomes("upstream", """
        ordering: stranger
        device: scsi
        form: staged
        story: the worker faults in a request; a process that has but a descriptor clears the endpoint
        actors: [guest, stranger]
        pages:
          user-page: {backing: userfaultfd}
        memory:
          2: {buffers: user-page}
        tasks:
          - task: guest
            group: apart
            steps:
              - kick: {vq: 2}
          - task: stranger
            group: apart
            obliged: true
            steps:
              - wait: {task: worker, asleep-on: user-page}
              - ioctl: CLEAR_ENDPOINT
        """)).isEqualTo("[HUNG_RELEASED]");
  }

  private static String outcomes(String design, String script) {
    final Cell cell = new Cell(
        ScenarioCatalogue.of(ScriptFile.read("it.yaml", script.getBytes(StandardCharsets.UTF_8)))
            .get(0),
        DesignSpace.all().named(design).orElseThrow());
    return Schedules.randomWalk(cell, SCHEDULES).outcomes().toString();
  }
}
