package org.killpath.app.kit.heard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is taken from a console, and that nothing is taken for more than it is. */
class ConsoleReaderTest {
  @Test
  void everythingThatThePlayerSaidIsHeard() {
    final Heard heard = Consoles.heard(Consoles.played());
    assertThat(heard.faults()).isEmpty();
    assertThat(heard.played()).extracting(Played::id).containsExactly("C", "N", "E2");
    final Played c = heard.played().get(0);
    assertThat(c.kernel()).isEqualTo("6.12.117+deb12-amd64");
    assertThat(c.workers()).isEqualTo("thread");
    assertThat(c.completed()).hasValue(false);
    assertThat(c.released()).hasValue(true);
    assertThat(c.reported()).containsExactly("worker");
    assertThat(c.worker()).hasValueSatisfying(worker -> {
      assertThat(worker.state()).isEqualTo("D");
      assertThat(worker.function()).hasValue("vhost_worker_killed");
      assertThat(worker.waits()).hasValue("vq.mutex");
    });
    assertThat(c.task("holder")).hasValueSatisfying(holder -> {
      assertThat(holder.group()).isEqualTo("outside");
      assertThat(holder.page()).hasValue("user-page");
      assertThat(holder.isIn("handle_userfault")).isTrue();
    });
  }

  @Test
  void whatHasHaltedAGroupCanBeWhatReleasesIt() {
    final Heard heard = Consoles.heard(Consoles.besides());
    assertThat(heard.faults()).isEmpty();
    assertThat(heard.played()).extracting(Played::id).containsExactly("E2-coredump", "T-stop", "K");
    assertThat(heard.played()).extracting(Played::goneOn).containsExactly(false, true, false);
    assertThat(heard.played()).allSatisfy(one -> assertThat(one.released()).hasValue(true));
    assertThat(heard.played().get(1).worker())
        .hasValueSatisfying(worker -> assertThat(worker.waits()).hasValue("stopped"));
    assertThat(heard.played().get(2).worker())
        .hasValueSatisfying(worker -> assertThat(worker.waits()).hasValue("socket lock"));
  }

  @Test
  void whoRetriesAFaultIsSeenRunningAndAsleep() {
    final String console =
        Consoles.played().replaceAll("seen-R=(\\d\\d) seen-S=\\d+", "seen-R=$1 seen-S=6");
    final Played e2 = Consoles.heard(console).played().get(2);
    assertThat(e2.reported()).isEmpty();
    assertThat(e2.worker()).hasValueSatisfying(worker -> {
      assertThat(worker.state()).isEqualTo("R");
      assertThat(worker.states()).isEqualTo(Set.of("R", "S"));
    });
  }

  @Test
  void aLogThatEndsInTheMiddleOfAnOrderingIsNotAWholeOne() {
    final String whole = Consoles.played();
    final Heard heard = Consoles.heard(whole.substring(0, whole.indexOf("over phase=served")));
    assertThat(heard.played())
        .singleElement()
        .satisfies(
            cut -> assertThat(cut.broken()).hasValue("the log ends before the ordering does"));
    assertThat(heard.faults())
        .anyMatch(fault -> fault.endsWith("C has begun and does not end"))
        .anyMatch(fault -> fault.endsWith("the log ends before the player does"));
  }

  @Test
  void aLogWithoutThePlayersLastWordIsNotAWholeOne() {
    final Heard heard =
        Consoles.heard(Consoles.played().replaceAll("(?m)^.*killpath: stop.*\\n", ""));
    assertThat(heard.played()).hasSize(3);
    assertThat(heard.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault).endsWith("the log ends before the player does"));
  }

  @Test
  void aPlayerOfAnotherVersionIsNotBelieved() {
    final Heard heard =
        Consoles.heard(Consoles.played().replace("player version=1", "player version=2"));
    assertThat(heard.played()).isEmpty();
    assertThat(heard.faults().get(0))
        .endsWith("a player that speaks version 2; this program understands 1");
  }

  @Test
  void aLogInWhichNobodyPlaysIsNoSuccess() {
    assertThat(Consoles.heard("").faults()).hasSize(1);
    assertThat(Consoles.heard("[    1.0] Run /init as init process\n").faults()).hasSize(1);
  }

  @Test
  void aLineThatIsCutOrGarbledIsTold() {
    final Heard heard = Consoles.heard(
        Consoles.played().replace("reported role=worker", "reported role=\u001b[2Jworker"));
    assertThat(heard.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault).endsWith("has not the form of what the player says"));
  }

  @Test
  void whatSteersATerminalStaysEscaped() {
    final Heard heard = Consoles.heard(
        Consoles.played().replace("function=vhost_worker_killed", "function=%1b[2J%0aoops"));
    assertThat(heard.played().get(0).worker().orElseThrow().function()).hasValue("%1b[2J%0aoops");
  }

  @Test
  void nothingThatStandsInALogBreaksTheReader() {
    final Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      final StringBuilder console = new StringBuilder(Consoles.played());
      for (int change = 0; change < 20; change++) {
        console.setCharAt(random.nextInt(console.length()), (char) random.nextInt(256));
      }
      final Heard heard = Consoles.heard(console.toString());
      assertThat(heard.played().size() + heard.faults().size()).isPositive();
    }
  }
}
