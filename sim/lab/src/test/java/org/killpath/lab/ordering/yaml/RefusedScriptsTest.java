package org.killpath.lab.ordering.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.lab.ordering.BadScript;

/** What cannot be played is refused when it is read, with its place: on vhost-scsi, and in amount. */
class RefusedScriptsTest {
  private static final String GOOD = """
      ordering: mine
      device: scsi
      form: staged
      story: something happens
      actors: [killer, guest]
      pages:
        page: {backing: userfaultfd}
        medium: {backing: dead-storage, only: model}
      memory:
        2: {buffers: page, storage: medium}
      owner:
        prepares:
          - {ioctl: NEW_WORKER, as: B, attach: [2]}
      tasks:
        - task: maker
          group: outside
          during: set-up
          steps: [hot-plug]
        - task: guest
          group: apart
          steps:
            - kick: {vq: 2}
            - close
        - task: killer
          group: apart
          steps:
            - wait: {worker-of: {vq: 2}, asleep-on: page}
            - {wait: {commands-finished: 1}, only: model}
            - kill: {group: owner}
        - task: last
          group: outside
          obliged: true
          steps:
            - {ioctl: ATTACH_VRING_WORKER, vq: 3, worker: B}
            - {ioctl: FREE_WORKER, worker: A}
      """;

  private static void read(String text) {
    assertThat(ScriptFile.read("my.yaml", text.getBytes(StandardCharsets.UTF_8)).id())
        .isEqualTo("mine");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadScript.class)
        .message()
        .startsWith("my.yaml:" + message)
        .hasLineCount(1);
  }

  /** No page and no picture can hold it. */
  @Test
  void halfACharacter() {
    refused(
        GOOD.replace("something happens", "\"half \\ud800 of it\""),
        "4:8: found 'half   of it'; expected what happens: one line");
  }

  @Test
  void whatIsChangedBelowIsGoodAsItStands() {
    read(GOOD);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ordering: mine | 'ordering: a b' | 1:11: found 'a b'; expected an id
      device: scsi | device: net | 10:3: found '2'; expected one of rx, tx
      page: {b | 'page: {only: model, b' | 7:10: found 'only: model'; expected no mark: a machine can do such a page, too
      'storage: medium' | 'storage: page' | 10:22: found storage on a page of user memory; expected a page that only the model can have
      'storage: medium' | 'wire: medium' | 10:22: found 'wire'; expected one of ring, descriptors, available, used, buffers, responses, data, storage
      as: B | as: A | 13:31: found 'A', the worker that SET_OWNER makes; expected another name
      'attach: [2]' | 'attach: 2' | 13:42: found '2'; expected a list of virtqueues
      during: set-up | during: always | 17:13: found 'always'; expected one of set-up, ordering
      '[hot-plug]' | '[close]' | 18:13: found this step in the set-up; expected it in the ordering
      '[hot-plug]' | '[hot-plugs]' | 18:13: found 'hot-plugs'; expected one of start, close, hot-plug
      task: maker | task: worker2 | 15:11: found a task called 'worker2'; expected a name that nobody else has
      task: maker | task: target | 15:11: found a task called 'target'; expected a name that nobody else has
      'kick: {vq: 2}' | 'kick: {vq: 2, packets: 3}' | 22:23: found the key 'packets' in a kick; expected one of vq
      'kick: {vq: 2}' | 'send: packet' | 22:9: found a step with 'send'; expected one of wait, ioctl
      'kick: {vq: 2}' | 'hot-plug: true' | 22:9: found something beside hot-plug; expected that word alone
      'kick: {vq: 2}' | 'start' | 22:9: found a call on the device by a task apart; expected one by a task
      '- close' | '- serve: nothing' | 23:9: found the page 'nothing', which is not there; expected one of medium, page
      '- close' | '- signal: nobody' | 23:9: found the task 'nobody', which is not there
      '- close' | '- {repeat: {count: 2, steps: [close]}}' | 23:37: found this step in a repetition; expected it once
      '- close' | '- {repeat: {count: 0, steps: [start]}}' | 23:26: found '0'; expected a number from 1 to 100
      'worker-of: {vq: 2}' | 'task: killer' | 27:15: found a task that waits for itself; expected another task
      'worker-of: {vq: 2}, ' | '' | 27:15: found a wait for 'asleep-on'; expected in it one of task, worker-of, kernel-task
      'asleep-on: page' | 'asleep-on: page, exited: true' | 27:53: found both asleep-on and exited; expected one of
      'asleep-on: page' | 'exited: false' | 27:44: found 'false'; expected one of true
      'asleep-on: page' | 'blocked-on: {mutex: vq}' | 27:48: found a lock without the key 'vq'; expected 'vq: ...'
      'finished: 1}, only: model}' | 'finished: 1}}' | 28:9: found this step, which only the model can do; expected 'only: model' beside it
      group: owner} | 'group: last, by: exit-group}' | 29:9: found exit-group by somebody else
      worker: B | worker: D | 34:9: found the worker 'D', which is not there; expected one of A, B
      ioctl: FREE_WORKER | ioctl: SET_BACKEND | 35:17: found 'SET_BACKEND'; expected one of SET_OWNER
      obliged: true | obliged: maybe | 32:14: found 'maybe'; expected one of true, false
      """)
  void whatCannotBeIsSaidWithItsPlace(String from, String to, String message) {
    assertThat(GOOD).contains(from);
    refused(GOOD.replace(from, to), message);
  }

  @Test
  void aDescriptorIsClosedOnce() {
    refused(
        GOOD.replace("- kill: {group: owner}", "- close"),
        "29:9: found a second close of the same descriptor; expected one");
    refused(
        GOOD.replace("owner:\n", "owner:\n  only-user: true\n"),
        "24:9: found a close by a task apart; expected no 'only-user: true' at the owner");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [hot-plug] | [collect] | 18:13: found this step by a task that shares the owner's files; expected a task apart
      [hot-plug] | [neighbour] | 18:13: found this step by a task that shares the owner's files; expected a task apart
      close | collect, collect | 24:9: found a second collect; expected one
      close | collect, close | 24:9: found the supervisor's descriptor a second time; expected it once
      close | close, collect | 24:9: found the supervisor's descriptor a second time; expected it once
      close | collect-pipe, collect-pipe | 24:9: found a second pipe; expected one
      close | read-pipe | 23:9: found read-pipe, and there is no pipe yet; expected 'pipe' at the owner, or a collect-pipe before
      close | {repeat: {count: 2, steps: [neighbour]}} | 23:37: found this step in a repetition; expected it once
      """)
  void whatHappensBesideTheDeviceHappensOnceAndToWhatIsThere(
      String from, String to, String message) {
    refused(GOOD.replace(from, to.replace(", c", "\n      - c")), message);
  }

  @Test
  void whatOnlyTheGroupHasIsNotInFlightAndItsPipeIsTheOnlyOne() {
    refused(
        GOOD.replace("owner:\n", "owner:\n  only-user: true\n").replace("close", "collect"),
        "24:9: found a reference in flight; expected no 'only-user: true' at the owner");
    refused(
        GOOD.replace("owner:\n", "owner:\n  pipe: below\n").replace("close", "collect-pipe"),
        "24:9: found a second pipe; expected one");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      '{ioctl: GET_EVENTS_MISSED}' | 24:9: found a call by a task apart, and the supervisor's descriptor given away; expected one of the two
      '{iotlb: invalidate, range: guest}' | 24:9: found a call by a task apart, and the supervisor's descriptor given away; expected one of the two
      '{iotlb: invalidate, range: guest, message: page}' | 23:9: found a call on the device by a task apart; expected one by a task
      '{ioctl: SET_EVENTS_MISSED}' | 23:9: found a step without the key 'missed'
      '{ioctl: GET_VRING_WORKER, vq: 2}' | 23:9: found a call on the device by a task apart; expected one by a task
      '{ioctl: GET_FORK_FROM_OWNER, argument-on: nowhere}' | 23:9: found the page 'nowhere', which is not there
      '{ioctl: SET_VRING_CALL, vq: 2, argument-on: page}' | 23:40: found the key 'argument-on'
      '{ioctl: SET_VRING_KICK, vq: 2, eventfd: mine}' | 23:49: found 'mine'; expected one of another, same, none
      read-core | 23:9: found read-core; expected a dump-core-to-pipe in the ordering
      """)
  void whoIsNoOwnerMakesFewCallsAndEachArgumentHasItsPlace(String step, String message) {
    refused(GOOD.replace("- close", "- " + step + "\n      - close"), message);
  }

  @Test
  void nobodyElseCallsTheDeviceThatOnlyTheGroupHas() {
    refused(
        GOOD.replace("owner:\n", "owner:\n  only-user: true\n")
            .replace("- close", "- ioctl: GET_EVENTS_MISSED"),
        "24:9: found an ioctl by a task apart; expected no 'only-user: true' at the owner");
    refused(
        GOOD.replace("owner:\n", "owner:\n  only-user: true\n")
            .replace("- close", "- {iotlb: invalidate, range: guest}"),
        "24:9: found an IOTLB message by a task apart; expected no 'only-user: true' at the owner");
  }

  @Test
  void aScriptAsksForNoMoreThanAWorldHas() {
    final String repeated = "- {repeat: {count: %d, steps: [%s]}}";
    refused(
        GOOD.replace("- close", String.format(Locale.ROOT, repeated, 25, "kick: {vq: 2}")),
        "14:1: found 27 workers, commands and frames in all; expected at most 24");
    final String five = String.join(", ", Collections.nCopies(5, "{signal: last}"));
    refused(
        GOOD.replace("- close", String.format(Locale.ROOT, repeated, 100, five)),
        "14:1: found 508 steps in all; expected at most 400");
  }

  @Test
  void aTextIsNeitherTooLongNorTooDeepNorAnythingButYaml() {
    refused("#".repeat(70_000), "1:1: found more than 65536 bytes");
    refused("a: " + "[".repeat(40) + "]".repeat(40), "1:20: found more than 16 levels");
    refused("", "1:1: found nothing; expected the keys of an ordering");
    refused("- a\n", "1:1: found a list; expected the keys of an ordering");
    refused(
        GOOD + "---\n" + GOOD, "36:1: found a second document; expected one ordering in a file");
    refused("%YAML 1.2\n---\n" + GOOD, "1:1: found a directive; expected none");
    refused("ordering: \u0007\n", "1:1: found no YAML");
    refused("? [a]\n: b\n", "1:3: found a list as a key; expected a word");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> ScriptFile.read("my.yaml", new byte[] {(byte) 0xff, 0, 1}))
        .isInstanceOf(BadScript.class)
        .hasMessage("my.yaml:1:1: found bytes that are no UTF-8; expected a text");
  }
}
