package org.killpath.lab.scenario.script;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Sharing;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.Owner;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Step.Files.Happening;
import org.killpath.lab.scenario.Descriptors.Where;
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
  private final Numbers numbers;
  private final Calls<D> calls;
  private final Set<SetUp> setUp;
  private final Act<D> prepares;
  private final Act<D> does;
  private final List<Cue<D>> helpers = new ArrayList<>();
  private final List<Cue<D>> actors = new ArrayList<>();
  private final boolean supervisorCloses;
  private final Foreseen foreseen;

  /** A task and what it does. */
  private record Cue<D extends Device>(int number, ScriptTask task, Act<D> act) {}

  Scripted(OrderingScript script, Calls<D> calls) {
    final Owner owner = script.owner();
    this.script = script;
    this.numbers = Numbers.of(script);
    this.calls = calls;
    this.setUp = setUp(owner);
    this.prepares = new Acts<>(calls, numbers, Membership.OWNER, false).program(owner.prepares());
    this.does = new Acts<>(calls, numbers, Membership.OWNER, true).program(owner.does());
    for (ScriptTask task : script.tasks()) {
      final Act<D> act =
          new Acts<>(calls, numbers, task.membership(), !task.inSetUp()).program(task.steps());
      (task.inSetUp() ? helpers : actors).add(new Cue<>(numbers.task(task.name()), task, act));
    }
    this.supervisorCloses = script.tasks().stream()
        .filter(task -> task.membership() == Membership.APART)
        .flatMap(task -> task.steps().stream())
        .anyMatch(step -> step instanceof Step.Close
            || (step instanceof Step.Files files && files.what() == Happening.COLLECT));
    this.foreseen = new Foreseen(script);
  }

  private static Set<SetUp> setUp(Owner owner) {
    final Set<SetUp> setUp = EnumSet.noneOf(SetUp.class);
    if (owner.setsOwner()) {
      setUp.add(SetUp.SET_OWNER);
    }
    if (owner.starts()) {
      setUp.add(SetUp.START);
    }
    return Set.copyOf(setUp);
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
        new Later.Given(script));
  }

  /**
   * One that is known by these, and whose script is read when the first world is made.
   *
   * @param script equal to another one if that reads the same
   */
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
        Scenario.vsock(id, form, story, actors, packet, new Later<>(script, new VsockCalls()));
      case SCSI ->
        Scenario.scsi(id, form, story, actors, packet, new Later<>(script, new ScsiCalls()));
      case NET ->
        Scenario.net(id, form, story, actors, packet, new Later<>(script, new NetCalls()));
    };
  }

  /** Puts everybody into a new scene. */
  void describe(Scene<D> scene) {
    final Play<D> play = new Play<>(scene, numbers);
    calls.settle(scene.setting(), script.settings());
    owner(play);
    foreseen.tell(scene);
    for (Cue<D> cue : helpers) {
      play.task(
          cue.number(),
          scene.helper(cue.task().name(), current -> cue.act().perform(play, current)));
      oblige(play, cue.task());
    }
    final List<Page> pages = script.pages();
    for (int i = 0; i < pages.size(); i++) {
      play.page(i, page(scene, pages.get(i)));
    }
    for (Placement placement : script.memory()) {
      place(scene.setting(), placement, play.page(numbers.page(placement.page())));
    }
    for (Cue<D> cue : actors) {
      play.task(cue.number(), actor(play, cue));
      oblige(play, cue.task());
    }
    for (KernelTask kind : script.obliged()) {
      scene.oblige(kind.role());
    }
  }

  private void owner(Play<D> play) {
    final Scene<D> scene = play.scene();
    scene.setUpOnly(setUp);
    if (!script.owner().prepares().isEmpty()) {
      scene.ownerPrepares(current -> prepares.perform(play, current));
    }
    if (!script.owner().does().isEmpty()) {
      scene.ownerDoes(current -> does.perform(play, current));
    }
    if (script.owner().onlyUser()) {
      scene.descriptors().onlyTheOwnerHasTheDevice();
    }
    script.owner().userfaultfd().ifPresent(where -> scene.descriptors().userfaultfd(at(where)));
    script.owner().pipe().ifPresent(where -> scene.descriptors().more().ownersPipe(at(where)));
    script.owner().secondDevice().ifPresent(where -> scene.descriptors().secondDevice(at(where)));
    if (supervisorCloses) {
      scene.descriptors().supervisorClosesEarly();
    }
  }

  private static Where at(Owner.Descriptor where) {
    return where == Owner.Descriptor.ABOVE ? Where.ABOVE : Where.BELOW;
  }

  private static UserPage page(Scene<?> scene, Page page) {
    final UserPage made =
        scene.page(page.label(), page.backing(), page.shared() ? Sharing.SHARED : Sharing.PRIVATE);
    if (page.there()) {
      made.serveBeforehand();
    }
    return made;
  }

  private static void place(DeviceSetting setting, Placement placement, UserPage page) {
    switch (placement.part()) {
      case DATA -> setting.data(placement.vq(), page);
      case LOG -> setting.log(page);
      case DESCRIPTORS -> setting.descriptors(placement.vq(), page);
      case AVAILABLE -> setting.available(placement.vq(), page);
      case USED -> setting.used(placement.vq(), page);
      case RING -> setting.ring(placement.vq(), page);
      case BUFFERS -> setting.buffers(placement.vq(), page);
      case RESPONSES -> setting.responses(placement.vq(), page);
      case STORAGE -> setting.medium(placement.vq(), page);
      case WIRE -> setting.wire(page);
    }
  }

  private static <D extends Device> Task actor(Play<D> play, Cue<D> cue) {
    final String name = cue.task().name();
    final Consumer<Task> program = current -> cue.act().perform(play, current);
    return switch (cue.task().membership()) {
      case OWNER -> play.scene().user(name, Scene.Membership.IN_GROUP, program);
      case OUTSIDE -> play.scene().user(name, Scene.Membership.OUTSIDE, program);
      case APART -> play.scene().other(name, program);
    };
  }

  private static void oblige(Play<?> play, ScriptTask task) {
    if (task.obliged()) {
      play.scene().oblige(task.name());
    }
  }
}
