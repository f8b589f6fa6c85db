package org.killpath.lab.scenario.script;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Owner;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.scenario.DeviceSetting;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.SetUp;
import org.killpath.lab.vhost.device.Device;

/**
 * An ordering of the model's, made of a script. Its steps are looked at once; each world only plays
 * them.
 */
public final class Scripted<D extends Device> {
  private final OrderingScript script;
  private final Calls<D> calls;
  private final Act<D> prepares;
  private final Act<D> does;
  private final List<Cue<D>> cues = new ArrayList<>();
  private final boolean supervisorCloses;

  /** A task and what it does. */
  private record Cue<D extends Device>(ScriptTask task, Act<D> act) {}

  Scripted(OrderingScript script, Calls<D> calls) {
    final Owner owner = script.owner();
    this.script = script;
    this.calls = calls;
    this.prepares = new Acts<>(calls, Membership.OWNER, false).program(owner.prepares());
    this.does = new Acts<>(calls, Membership.OWNER, true).program(owner.does());
    for (ScriptTask task : script.tasks()) {
      final Acts<D> acts = new Acts<>(calls, task.membership(), !task.inSetUp());
      cues.add(new Cue<>(task, acts.program(task.steps())));
    }
    this.supervisorCloses = script.tasks().stream()
        .filter(task -> task.membership() == Membership.APART)
        .flatMap(task -> task.steps().stream())
        .anyMatch(Step.Close.class::isInstance);
  }

  /** The ordering that {@code script} describes. */
  public static Scenario scenario(OrderingScript script) {
    return later(
        script.device(),
        script.id(),
        script.isStaged() ? Scenario.Form.STAGED : Scenario.Form.RACED,
        script.story(),
        new Scenario.Actors(script.actors().first(), script.actors().second()),
        script.packetAfterwards(),
        () -> script);
  }

  /** One that is known by these, and whose script is read when the first world is made. */
  public static Scenario later(
      Device.Kind device,
      String id,
      Scenario.Form form,
      String story,
      Scenario.Actors actors,
      boolean packet,
      Supplier<OrderingScript> script) {
    return switch (device) {
      case VSOCK ->
        Scenario.vsock(
            id, form, story, actors, packet, new Later<>(script, new VsockCalls())::describe);
      case SCSI ->
        Scenario.scsi(
            id, form, story, actors, packet, new Later<>(script, new ScsiCalls())::describe);
      case NET ->
        Scenario.net(
            id, form, story, actors, packet, new Later<>(script, new NetCalls())::describe);
    };
  }

  /** Puts everybody into a new scene. */
  void describe(Scene<D> scene) {
    final Play<D> play = new Play<>(scene);
    calls.settle(scene.setting(), script.settings());
    owner(play);
    cues.stream().filter(cue -> cue.task().inSetUp()).forEach(cue -> helper(play, cue));
    for (Page page : script.pages()) {
      play.add(page.name(), scene.page(page.label(), page.backing()));
    }
    script.memory().forEach(placement -> place(play, placement));
    cues.stream().filter(cue -> !cue.task().inSetUp()).forEach(cue -> actor(play, cue));
    script.obliged().forEach(kind -> scene.oblige(kind.role()));
  }

  private void owner(Play<D> play) {
    final Scene<D> scene = play.scene();
    final Owner owner = script.owner();
    final Set<SetUp> setUp = EnumSet.noneOf(SetUp.class);
    if (owner.setsOwner()) {
      setUp.add(SetUp.SET_OWNER);
    }
    if (owner.starts()) {
      setUp.add(SetUp.START);
    }
    scene.setUpOnly(setUp);
    scene.ownerPrepares(current -> prepares.perform(play, current));
    scene.ownerDoes(current -> does.perform(play, current));
    if (owner.onlyUser()) {
      scene.onlyTheOwnerHasItOpen();
    }
    if (supervisorCloses) {
      scene.supervisorClosesEarly();
    }
  }

  private static void place(Play<?> play, Placement placement) {
    final DeviceSetting setting = play.scene().setting();
    final int vq = placement.vq();
    switch (placement.part()) {
      case RING -> setting.ring(vq, play.page(placement.page()));
      case BUFFERS -> setting.buffers(vq, play.page(placement.page()));
      case RESPONSES -> setting.responses(vq, play.page(placement.page()));
      case STORAGE -> setting.medium(vq, play.page(placement.page()));
      case WIRE -> setting.wire(play.page(placement.page()));
    }
  }

  private static <D extends Device> void helper(Play<D> play, Cue<D> cue) {
    final String name = cue.task().name();
    play.add(name, play.scene().helper(name, current -> cue.act().perform(play, current)));
    oblige(play, cue.task());
  }

  private static <D extends Device> void actor(Play<D> play, Cue<D> cue) {
    final ScriptTask task = cue.task();
    final Scene<D> scene = play.scene();
    play.add(
        task.name(),
        switch (task.membership()) {
          case OWNER ->
            scene.user(
                task.name(),
                Scene.Membership.IN_GROUP,
                current -> cue.act().perform(play, current));
          case OUTSIDE ->
            scene.user(
                task.name(), Scene.Membership.OUTSIDE, current -> cue.act().perform(play, current));
          case APART -> scene.other(task.name(), current -> cue.act().perform(play, current));
        });
    oblige(play, task);
  }

  private static void oblige(Play<?> play, ScriptTask task) {
    if (task.obliged()) {
      play.scene().oblige(task.name());
    }
  }
}
