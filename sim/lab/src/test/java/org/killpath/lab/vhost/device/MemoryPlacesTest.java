package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.ordering.yaml.ScriptFile;

/** With which locks held, and in which order, user memory is touched, where no ordering tells. */
class MemoryPlacesTest {
  private static final int SCHEDULES = 40;

  private static Set<String> outcomes(String design, String ordering) {
    final Cell cell = new Cell(
        ScenarioCatalogue.of(ScriptFile.read("it.yaml", ordering.getBytes(StandardCharsets.UTF_8)))
            .get(0),
        DesignSpace.all().named(design).orElseThrow());
    final Set<String> outcomes = new TreeSet<>();
    Schedules.randomWalk(cell, SCHEDULES)
        .outcomes()
        .forEach(outcome -> outcomes.add(outcome.toString()));
    return outcomes;
  }

  @Test
  void completionsTellTheGuestWithoutVqMutex() {
    assertThat(outcomes("upstream", """
            ordering: completion-signal
            device: scsi
            form: staged
            story: the worker asks whether the guest wants a signal; an outsider wants vq.mutex
            actors: [guest, caller]
            pages:
              ring-page: {backing: userfaultfd, there: true}
              medium: {backing: frozen-storage, only: model}
            memory:
              2: {available: ring-page, storage: medium}
            tasks:
              - task: guest
                group: apart
                steps:
                  - kick: {vq: 2}
              - task: discarder
                group: outside
                steps:
                  - wait: {task: guest, exited: true}
                  - wait: {task: worker, at-rest: true}
                  - discard: ring-page
                  - serve: medium
              - task: caller
                group: outside
                obliged: true
                steps:
                  - wait: {task: worker, asleep-on: ring-page}
                  - {ioctl: SET_VRING_CALL, vq: 2}
            """)).containsExactly("COMPLETED");
  }

  @Test
  void anEmptyRingIsLeftBeforeItsDescriptorsAreRead() {
    assertThat(outcomes("upstream", """
            ordering: no-event-buffer
            device: scsi
            form: staged
            story: an event is missed, for want of a buffer
            actors: [configfs, clearer]
            pages:
              missing: {backing: userfaultfd}
            memory:
              evt: {descriptors: missing}
            tasks:
              - task: configfs
                group: apart
                steps:
                  - hot-plug
              - task: clearer
                group: outside
                obliged: true
                steps:
                  - wait: {task: configfs, exited: true}
                  - ioctl: CLEAR_ENDPOINT
            """)).containsExactly("COMPLETED");
  }

  @Test
  void theGuestIsToldBeforeAQueueIsPolledBusily() {
    final String ordering = """
            ordering: told-before-poll
            device: net
            form: staged
            story: net-E2-used, and the queue is polled busily
            actors: [killer, traffic]
            settings: {busy-poll: BUSY}
            pages:
              used-ring: {backing: userfaultfd, there: true}
            memory:
              rx: {used: used-ring}
            tasks:
              - task: first-frame
                group: apart
                steps:
                  - send: frame
              - task: discarder
                group: outside
                steps:
                  - wait: {task: first-frame, exited: true}
                  - wait: {task: worker, at-rest: true}
                  - discard: used-ring
              - task: traffic
                group: apart
                steps:
                  - wait: {task: discarder, exited: true}
                  - send: frame
                  - wait: {task: worker, asleep-on: used-ring}
                  - send: frame
              - task: killer
                group: apart
                steps:
                  - wait: {task: traffic, exited: true}
                  - wait: {task: worker, asleep-on: used-ring}
                  - kill: {group: owner, by: kill}
            """;
    assertThat(outcomes("upstream", ordering.replace("BUSY", "false")))
        .containsExactly("HUNG_SILENT");
    assertThat(outcomes("upstream", ordering.replace("BUSY", "true"))).containsExactly("COMPLETED");
  }

  @Test
  void whoeverStartsADeviceNotesItInTheLog() {
    final String ordering = """
            ordering: starter-and-log
            device: DEVICE
            form: staged
            story: an outsider starts the device while a page of the log is missing
            actors: [starter, guest]
            pages:
              log-page: {backing: userfaultfd}
            memory:
              log: log-page
            owner:
              set-up: [set-owner]
            tasks:
              - task: starter
                group: outside
                obliged: true
                steps:
                  - start
              - task: guest
                group: apart
                steps:
                  - kick: {vq: QUEUE}
            """;
    assertThat(outcomes("upstream", ordering.replace("DEVICE", "vsock").replace("QUEUE", "tx")))
        .containsExactly("HUNG_SILENT");
    assertThat(outcomes("upstream", ordering.replace("DEVICE", "net").replace("QUEUE", "tx")))
        .containsExactly("HUNG_SILENT");
    assertThat(outcomes("6.12.107", ordering.replace("DEVICE", "scsi").replace("QUEUE", "2")))
        .containsExactly("HUNG_SILENT");
  }

  @Test
  void aQueueThatWasResetForgetsItsIotlb() {
    assertThat(outcomes("next", """
            ordering: second-owner
            device: vsock
            form: staged
            story: a device with an IOTLB is given up, and used again without one
            actors: [owner-again, host]
            owner:
              prepares:
                - {ioctl: SET_FEATURES, features: [ACCESS_PLATFORM]}
            tasks:
              - task: owner-again
                group: outside
                obliged: true
                steps:
                  - ioctl: RESET_OWNER
                  - ioctl: SET_OWNER
                  - start
              - task: host
                group: apart
                steps:
                  - wait: {task: owner-again, exited: true}
                  - send: packet
            """)).containsExactly("COMPLETED");
  }

  @Test
  void scsiTakesNoIotlbMessages() {
    assertThat(outcomes("upstream", """
            ordering: no-iotlb
            device: scsi
            form: staged
            story: somebody holds a vq.mutex while another writes an IOTLB message
            actors: [holder, writer]
            pages:
              user-page: {backing: userfaultfd}
            tasks:
              - task: holder
                group: outside
                steps:
                  - {ioctl: SET_VRING_CALL, vq: 3, second-word: user-page}
              - task: writer
                group: outside
                obliged: true
                steps:
                  - wait: {task: holder, asleep-on: user-page}
                  - {iotlb: update, range: guest}
            """)).containsExactly("COMPLETED");
  }

  @Test
  void whoAsksForTheWorkerOfAQueueSaysFirstOfWhich() {
    assertThat(outcomes("upstream", """
            ordering: which-worker
            device: scsi
            form: staged
            story: an outsider asks for the worker of a queue that has none any more
            actors: [asker, killer]
            pages:
              user-page: {backing: userfaultfd}
            tasks:
              - task: killer
                group: apart
                steps:
                  - kill: {group: owner, by: kill}
              - task: asker
                group: outside
                obliged: true
                steps:
                  - wait: {task: worker, settled: true}
                  - {ioctl: GET_VRING_WORKER, vq: 2, argument-on: user-page}
            """)).containsExactly("HUNG_SILENT");
  }
}
