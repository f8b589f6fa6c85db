package org.killpath.lab.ordering.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Wait;
import org.killpath.lab.vhost.device.Device;

/** A script is read as it stands there, or refused with the place of the mistake. */
class ScriptFileTest {
  /** Lines are counted from here: the first key is on line 1. */
  private static final String GOOD = """
      ordering: mine
      device: vsock
      form: staged
      story: something happens
      actors: [killer, holder]
      pages:
        arg: {backing: userfaultfd}
      tasks:
        - task: holder
          group: outside
          steps:
            - {ioctl: SET_VRING_CALL, vq: rx, second-word: arg}
        - task: killer
          group: apart
          steps:
            - wait: {task: holder, asleep-on: arg}
            - kill: {group: owner, by: tgkill}
      """;

  private static OrderingScript read(String text) {
    return ScriptFile.read("my.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String changed(String from, String to) {
    assertThat(GOOD).contains(from);
    return GOOD.replace(from, to);
  }

  @Test
  void whatStandsThereIsRead() {
    final OrderingScript script = read(GOOD);
    assertThat(script.id()).isEqualTo("mine");
    assertThat(script.device()).isEqualTo(Device.Kind.VSOCK);
    assertThat(script.isStaged()).isTrue();
    assertThat(script.actors().second()).isEqualTo("holder");
    assertThat(script.pages()).singleElement().satisfies(page -> {
      assertThat(page.backing()).isEqualTo(Backing.USERFAULTFD);
      assertThat(page.place()).hasToString("my.yaml:7:3");
    });
    assertThat(script.owner().starts()).isTrue();
    assertThat(script.tasks()).extracting(ScriptTask::name).containsExactly("holder", "killer");
    assertThat(script.tasks().get(0).steps()).singleElement().satisfies(step -> {
      assertThat(step.place()).hasToString("my.yaml:12:9");
      assertThat(((Step.Ioctl) step).request())
          .isEqualTo(new Request.Vring(
              Request.Name.SET_VRING_CALL,
              0,
              Optional.empty(),
              Optional.of("arg"),
              Request.Eventfd.ANOTHER));
    });
    assertThat(script.tasks().get(1).steps().get(0))
        .isInstanceOfSatisfying(
            Step.Await.class,
            await -> assertThat(await.until()).isInstanceOfSatisfying(Wait.For.class, waits -> {
              assertThat(waits.subject()).isEqualTo(new Wait.Subject.Named("holder"));
              assertThat(waits.state()).isEqualTo(new Wait.State.AsleepOn("arg"));
            }));
    assertThat(script.tasks().get(1).steps().get(1))
        .isInstanceOfSatisfying(
            Step.Kill.class, kill -> assertThat(kill.by()).isEqualTo(TaskGroup.Kill.TGKILL));
    assertThat(script.packetAfterwards()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vsock/C", "vsock/C2", "vsock/D2", "vsock/E2", "vsock/L"})
  void theFilesOfTheCatalogueAreRead(String name) throws IOException {
    try (InputStream in =
        ScriptFileTest.class.getResourceAsStream("/org/killpath/lab/ordering/" + name + ".yaml")) {
      assertThat(ScriptFile.read(name, in.readAllBytes()).id()).isEqualTo(name.substring(6));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      device: vsock       | device: block       | 2:9: found 'block'; expected one of vsock, scsi, net
      form: staged        | fame: staged        | 1:1: found an ordering without the key 'form'; expected 'form: ...'
      group: apart        | group: alone        | 14:12: found 'alone'; expected one of owner, outside, apart
      asleep-on: arg      | asleep-on: ark      | 16:15: found the page 'ark', which is not there; expected one of arg
      vq: rx              | vq: 7               | 12:37: found '7'; expected one of rx, tx
      SET_VRING_CALL      | SET_VRING_CAL       | 12:17: found 'SET_VRING_CAL'; expected one of SET_OWNER, SET_FORK_FROM_OWNER, GET_FORK_FROM_OWNER, RESET_OWNER, SET_FEATURES
      by: tgkill          | by: magic           | 17:34: found 'magic'; expected one of kill, tgkill, exit-group
      by: tgkill          | by: exit-group      | 17:9: found exit-group by somebody else; expected it by a task of the owner's group
      by: tgkill          | bye: kill           | 17:30: found the key 'bye' in a kill; expected one of group, by
      backing: userfaultfd| backing: looping    | 7:8: found such a page, which only the model can do; expected 'only: model' beside it
      [killer, holder]    | [killer]            | 5:9: found 1 of them; expected two tasks
      [killer, holder]    | [killer, nobody]    | 5:1: found the task 'nobody', which is not there; expected one of holder, killer
      task: killer        | task: holder        | 13:11: found a second task 'holder'; expected a name for each task
      form: staged        | form: raced         | 16:15: found a wait; expected none: the form is raced
      'pages:'            | 'pages: &p'         | 6:8: found an anchor (&); expected no anchor
      'story: something'  | 'story: !!str some' | 4:8: found a tag (!); expected no tag
      'story: something'  | 'story: *some'      | 4:8: found an alias (*); expected the thing itself
      'story:'            | 'device:'           | 4:1: found the key 'device' a second time; expected each key once
      'story:'            | 'story: ]'          | 4:8: found no YAML
      """)
  void aMistakeIsSaidWithItsPlace(String from, String to, String message) {
    assertThatThrownBy(() -> read(changed(from, to)))
        .isInstanceOf(BadScript.class)
        .message()
        .startsWith("my.yaml:" + message)
        .hasLineCount(1);
  }

  @Test
  void aGroupThatIsKilledThreeTimesIsRefused() {
    final String twice = GOOD + "      - kill: {group: owner}\n";
    assertThat(read(twice).tasks()).isNotEmpty();
    assertThatThrownBy(() -> read(twice + "      - kill: {group: owner}\n"))
        .isInstanceOf(BadScript.class)
        .hasMessage(
            "my.yaml:19:9: found a third kill of 'owner'; expected two of each group at most");
  }
}
