package org.killpath.lab.scenario.script;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Completion;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.Wait;
import org.killpath.lab.ordering.Wait.State;
import org.killpath.lab.ordering.Wait.Subject;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/** Makes acts of waits: each is one stage, which looks at the world and does nothing to it. */
final class Waits {
  private final Numbers numbers;

  Waits(Numbers numbers) {
    this.numbers = numbers;
  }

  <D extends Device> Act<D> act(Wait wait) {
    final String description = Description.of(wait) + " (" + wait.place().inShort() + ")";
    if (wait instanceof Wait.For waits
        && waits.state() instanceof State.Exited
        && waits.subject() instanceof Subject.Named named) {
      final int task = numbers.task(named.task());
      return Act.of(
          (play, current) -> play.scene().untilEnded(current, play.task(task), description));
    }
    final BiPredicate<Play<D>, Task> reached = reached(wait);
    final Function<Play<D>, List<Task>> atRest = atRest(wait);
    return Act.of((play, current) -> play.scene()
        .until(current, description, () -> reached.test(play, current), () -> atRest.apply(play)));
  }

  /**
   * The tasks that rest whenever it is over. Which worker serves a virtqueue, and who is the first of
   * his kind, may come out otherwise if something has not been.
   */
  private <D extends Device> Function<Play<D>, List<Task>> atRest(Wait wait) {
    if (wait instanceof Wait.KillIsOver) {
      return play -> and(
          play.scene().ownerGroup().tasks(),
          play.scene().ownerGroup().isExiting() ? play.scene().worker() : Optional.empty());
    }
    if (!(wait instanceof Wait.For waits)
        || waits.subject() instanceof Subject.WorkerOf
        || waits.subject() instanceof Subject.OfKernel) {
      return play -> List.of();
    }
    final Function<Play<D>, Optional<Task>> who = who(waits.subject());
    return waits.state() instanceof State.GotOut
        ? play -> and(workers(play), Optional.empty())
        : play -> and(List.of(), who.apply(play));
  }

  private static List<Task> and(List<Task> some, Optional<Task> another) {
    return Stream.concat(some.stream(), another.stream()).toList();
  }

  private <D extends Device> BiPredicate<Play<D>, Task> reached(Wait wait) {
    if (wait instanceof Wait.For waits && waits.subject() instanceof Subject.Named named) {
      final int task = numbers.task(named.task());
      final BiPredicate<Play<D>, Task> state = state(waits.state());
      return (play, current) -> state.test(play, play.task(task));
    }
    if (wait instanceof Wait.For waits) {
      final Function<Play<D>, Optional<Task>> who = who(waits.subject());
      final BiPredicate<Play<D>, Task> state = state(waits.state());
      return (play, current) ->
          who.apply(play).filter(task -> state.test(play, task)).isPresent();
    }
    if (wait instanceof Wait.CommandsFinished finished) {
      return (play, current) -> finished(play) >= finished.count();
    }
    return (play, current) -> play.scene().ownerGroup().isExiting()
        && play.scene().ownerGroup().tasks().stream().allMatch(Scene::rests)
        && play.scene().worker().filter(Scene::rests).isPresent();
  }

  private static long finished(Play<?> play) {
    return play.scene().kernel().tasks().stream()
        .filter(task -> task.role().equals(KernelTask.TARGET.role()) && task.isExited())
        .count();
  }

  private <D extends Device> Function<Play<D>, Optional<Task>> who(Subject subject) {
    if (subject instanceof Subject.Named named) {
      final int task = numbers.task(named.task());
      return play -> Optional.of(play.task(task));
    }
    if (subject instanceof Subject.WorkerOf of) {
      return play -> play.scene().workerOf(of.vq());
    }
    if (subject instanceof Subject.OfKernel of) {
      return play -> play.scene().kernel().tasks().stream()
          .filter(task -> task.role().equals(of.kind().role()))
          .findFirst();
    }
    return play -> play.scene().worker();
  }

  private <D extends Device> BiPredicate<Play<D>, Task> state(State state) {
    if (state instanceof State.AsleepOn asleep) {
      final int page = numbers.page(asleep.page());
      return (play, task) -> task.isBlockedOn(play.page(page));
    }
    if (state instanceof State.Retries retries) {
      final int page = numbers.page(retries.page());
      return (play, task) -> task.isBlockedOn(play.page(page)) && task.state() == TaskState.R;
    }
    if (state instanceof State.BlockedOn blocked) {
      return (play, task) -> task.isBlockedOn(mutex(play, blocked.lock()));
    }
    if (state instanceof State.WaitsForFlush) {
      return (play, task) -> (task.pendingOp() == Op.WAIT || task.pendingOp() == Op.WAIT_KILLABLE)
          && task.pendingOn() instanceof Completion
          && task.isBlocked();
    }
    if (state instanceof State.WaitsForInflight) {
      return (play, task) -> task.pendingOp() == Op.WAIT_FOR_ZERO && Scene.rests(task);
    }
    if (state instanceof State.Exited) {
      return (play, task) -> task.isExited();
    }
    if (state instanceof State.Halted) {
      return (play, task) -> task.pendingOp() == Op.STOP && task.isBlocked();
    }
    if (state instanceof State.Settled) {
      return (play, task) -> play.scene().ownerGroup().isExiting() && Scene.rests(task);
    }
    if (state instanceof State.GotOut) {
      return (play, task) -> allWorkersRest(play) && hasBegun(task) && task.state() != TaskState.D;
    }
    return (play, task) -> Scene.rests(task);
  }

  private static boolean hasBegun(Task task) {
    return task.isExited() || task.pendingOp() != Op.START;
  }

  private static List<Task> workers(Play<?> play) {
    return play.device().everyWorker().stream()
        .map(worker -> worker.thread().task())
        .toList();
  }

  private static boolean allWorkersRest(Play<?> play) {
    return workers(play).stream().allMatch(Scene::rests);
  }

  private static Resource mutex(Play<?> play, Wait.Lock lock) {
    if (lock instanceof Wait.Lock.SocketLock) {
      return play.scene().setting().socket().orElseThrow().lock();
    }
    if (lock instanceof Wait.Lock.VhostScsiMutex && play.device() instanceof ScsiDevice scsi) {
      return scsi.fabric().vhostScsiMutex();
    }
    if (lock instanceof Wait.Lock.TvTpgMutex && play.device() instanceof ScsiDevice scsi) {
      return scsi.tvTpgMutex();
    }
    return lock instanceof Wait.Lock.VqMutex of
        ? play.device().dev().vqs().get(of.vq()).mutex()
        : play.device().dev().mutex();
  }
}
