package org.killpath.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage;

/** What a kill leaves pending, for whom, before and after the signal was taken. */
class SignalTest {
  /** Sleeps until a signal is there, takes it, and notes what is pending then. */
  private static final class Victim {
    private boolean fatalBefore;
    private boolean fatal;
    private boolean fatalAfter;
    private boolean anyAfter;

    private void live(Task current) {
      current.pause();
      if (!current.signalPending()) {
        return;
      }
      fatalBefore = current.fatalSignalPending();
      fatal = current.getSignal();
      fatalAfter = current.fatalSignalPending();
      anyAfter = current.anySignalPending();
    }
  }

  @ParameterizedTest
  @CsvSource({"KILL, true", "TGKILL, false", "EXIT_GROUP, false"})
  void takingTheFatalSignalClearsItButKillLeavesOneInTheSharedSet(Kill how, boolean leftOver) {
    TinyWorld.inEveryInterleaving(world -> kill(world, how, leftOver));
    TinyWorld.freely(1_000, world -> kill(world, how, leftOver));
  }

  private static void kill(TinyWorld world, Kill how, boolean leftOver) {
    final TaskGroup group = world.kernel().newGroup(new Mm("owner's"));
    final List<Victim> victims = List.of(new Victim(), new Victim());
    victims.forEach(victim -> world.thread("victim", group, victim::live));
    world.task("killer", current -> group.kill(current, how));
    world.settle();
    assertThat(group.isEmpty()).isTrue();
    assertThat(group.isExiting()).isTrue();
    for (Victim victim : victims) {
      assertThat(victim.fatalBefore).isTrue();
      assertThat(victim.fatal).isTrue();
      assertThat(victim.fatalAfter).isFalse();
      assertThat(victim.anyAfter).isEqualTo(leftOver);
    }
  }

  @ParameterizedTest
  @EnumSource(Kill.class)
  void whoeverLooksMeanwhileAndFindsTheGroupExitingFindsEveryThreadMarked(Kill how) {
    final AtomicReference<Optional<TaskGroup>> watched = new AtomicReference<>(Optional.empty());
    final List<String> early = new ArrayList<>();
    final Kernel kernel = new Kernel(new Unasked() {
      @Override
      public void interrupt(Task task) {
        final TaskGroup group = watched.get().orElseThrow();
        if (group.isExiting() && !group.tasks().stream().allMatch(Task::fatalSignalPending)) {
          early.add("the group exits when only " + task + " and those before it are marked");
        }
      }
    });
    final TaskGroup group = kernel.newGroup(new Mm("owner's"));
    watched.set(Optional.of(group));
    for (int i = 0; i < 3; i++) {
      kernel.newTask("victim", group, "victim", Task::pause);
    }
    final Task killer =
        kernel.newTask("killer", kernel.newGroup(new Mm("killer's")), "killer", Task::pause);
    group.kill(killer, how);
    assertThat(early).isEmpty();
    assertThat(group.isExiting()).isTrue();
  }

  /** Lets every operation happen at once. */
  private static class Unasked implements Interleaver {
    @Override
    public void step(Task current, Op op, Resource on) {}

    @Override
    public void await(Task current, Op op, Resource on) {}

    @Override
    public void start(Task task) {}

    @Override
    public void interrupt(Task task) {}

    @Override
    public void unpark(Task task) {}
  }

  @ParameterizedTest
  @EnumSource(Kill.class)
  void aTaskThatSharesTheMemoryButNotTheGroupIsUntouched(Kill how) {
    TinyWorld.inOrder(world -> {
      final Mm mm = new Mm("owner's");
      final TaskGroup group = world.kernel().newGroup(mm);
      world.thread("victim", group, new Victim()::live);
      final Task outsider = world.thread("outsider", world.kernel().newGroup(mm), Task::pause);
      world.task("killer", current -> group.kill(current, how));
      world.settle();
      assertThat(outsider.state()).isEqualTo(TaskState.S);
      assertThat(outsider.anySignalPending()).isFalse();
      assertThat(outsider.group().isExiting()).isFalse();
    });
  }

  @ParameterizedTest
  @CsvSource({"KILL, true", "TGKILL, true", "EXIT_GROUP, false"})
  void aThreadThatKillsItsOwnGroupIsMarkedTooUnlessItExitsItself(Kill how, boolean marked) {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = world.kernel().newGroup(new Mm("owner's"));
      final AtomicReference<Boolean> fatal = new AtomicReference<>();
      final Victim other = new Victim();
      world.thread("victim", group, other::live);
      world.thread("killer", group, current -> {
        group.kill(current, how);
        fatal.set(current.fatalSignalPending());
      });
      world.settle();
      assertThat(fatal).hasValue(marked);
      assertThat(other.fatal).isTrue();
    });
  }

  @Test
  void aHandledSignalIsNotFatalAndIsGoneOnceTaken() {
    TinyWorld.inEveryInterleaving(world -> {
      final Victim victim = new Victim();
      final Task task = world.task("victim", victim::live);
      world.task("sender", current -> task.group().signalHandled(current, task));
      world.settle();
      assertThat(task.isExited()).isTrue();
      assertThat(victim.fatalBefore).isFalse();
      assertThat(victim.fatal).isFalse();
      assertThat(victim.anyAfter).isFalse();
      assertThat(task.group().isExiting()).isFalse();
    });
  }

  @Test
  void aThreadIsEitherNotMadeOrKilledWithItsGroup() {
    final List<Boolean> made = new ArrayList<>();
    TinyWorld.inEveryInterleaving(world -> made.add(createWhileKilled(world)));
    assertThat(made).contains(true, false);
    TinyWorld.freely(500, SignalTest::createWhileKilled);
  }

  private static boolean createWhileKilled(TinyWorld world) {
    final TaskGroup group = world.kernel().newGroup(new Mm("owner's"));
    final AtomicReference<Optional<Task>> thread = new AtomicReference<>();
    world.thread("creator", group, current -> {
      thread.set(world.kernel().createThread(current, "thread", "thread", Task::pause));
      thread.get().ifPresent(world.kernel()::start);
    });
    world.task("killer", current -> group.kill(current, Kill.KILL));
    world.settle();
    thread.get().ifPresent(created -> assertThat(created.isExited()).isTrue());
    return thread.get().isPresent();
  }

  @Test
  void aGroupIsThereUntilItsLastThreadHasExited() {
    TinyWorld.inOrder(world -> {
      final TaskGroup group = world.kernel().newGroup(new Mm("owner's"));
      final UserPage page = new UserPage(world.kernel(), "page", UserPage.Backing.FROZEN_STORAGE);
      world.thread("leader", group, new Victim()::live);
      world.thread("thread", group, page::copy);
      world.settle();
      world.task("killer", current -> group.kill(current, Kill.KILL));
      world.settle();
      assertThat(group.isEmpty()).isFalse();
      world.task("server", page::serve);
      world.settle();
      assertThat(group.isEmpty()).isTrue();
    });
  }
}
