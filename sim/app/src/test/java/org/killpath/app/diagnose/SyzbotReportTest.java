package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.render.DiagnosisText;

/** The report that started it all. */
class SyzbotReportTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private Diagnosis diagnosis;
  private DiagnosedHang hang;

  @BeforeEach
  void diagnose() {
    diagnosis = DIAGNOSING.sharedLog("reports/syzbot-a9528028ab4ca83e8bac.txt");
    hang = Diagnosing.only(diagnosis);
  }

  @Test
  void theWorkerHangsInTheDetachLoopWithTwoMutexesHeld() {
    assertThat(hang.hang().victim().task()).hasToString("vhost-7617/7618");
    assertThat(hang.where()).startsWith("the kill handler's detach loop");
    assertThat(hang.waitsFor()).startsWith("a vq.mutex");
    assertThat(hang.holds()).containsExactly("vtsk.exit_mutex", "worker.mutex");
  }

  @Test
  void theLikeliestHolderIsTheRunningTaskBesideItAndTheOthersAreLessLikely() {
    final Holder.Suspects suspects = (Holder.Suspects) hang.hang().holder();
    assertThat(suspects.tasks().get(0).task().task()).hasToString("syz.5.259/7601");
    assertThat(suspects.tasks().get(0).likeliest()).isTrue();
    assertThat(suspects.tasks().stream().skip(1))
        .extracting(suspect -> suspect.task().task().pid())
        .containsExactlyInAnyOrder(9940, 9946, 9954);
    assertThat(hang.holder().get(0))
        .contains("likeliest: syz.5.259/7601", "exactly 2 locks", "next to those of the hung task");
    assertThat(hang.holder().subList(1, 4)).allMatch(line -> line.startsWith("less likely: "));
  }

  @Test
  void orderingsWithARunningHolderComeFirstAndAreNotToldApart() {
    final List<String> best =
        hang.orderings().stream().limit(hang.alike()).map(Match::scenario).toList();
    assertThat(best).startsWith("F", "FS").doesNotContain("C", "C2", "BF");
    assertThat(hang.cannotTell())
        .anyMatch(what -> what.startsWith("which of these orderings it was: F, FS"));
    final Match asleep = hang.orderings().stream()
        .filter(match -> match.scenario().equals("C"))
        .findFirst()
        .orElseThrow();
    assertThat(asleep.objections()).hasSize(1);
  }

  @Test
  void nobodyCanTellFromItWhetherTheSuspectIsInTheKilledGroup() {
    assertThat(hang.cannotTell())
        .anyMatch(what -> what.startsWith("whether syz.5.259/7601 is in the killed group (7593)"));
  }

  @Test
  void reorderingTheDrainWouldNotHaveHelped() {
    assertThat(hang.remarks())
        .anyMatch(remark -> remark.startsWith("Reordering the drain would not have helped"));
    assertThat(effect("drain-first").hangsIn()).contains("F", "FS");
    assertThat(effect("lock-free-detach").hangsIn()).isEmpty();
  }

  @Test
  void everyOrderingHasAToken() {
    assertThat(DiagnosisText.of(diagnosis, 100))
        .containsPattern("replay kp\\d+\\.F\\.upstream\\.")
        .containsPattern("replay kp\\d+\\.FS\\.upstream\\.");
  }

  private DesignEffect effect(String design) {
    return hang.effects().stream()
        .filter(effect -> effect.design().equals(design))
        .findFirst()
        .orElseThrow();
  }
}
