package org.killpath.lab.scenario.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.Halt;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Step.WriteIotlb;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.UserMode;
import org.killpath.lab.vhost.Iotlb;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.ioctl.DevRequest;
import org.killpath.lab.vhost.ioctl.IotlbMessage;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;

/**
 * Makes acts of the steps of one task.
 *
 * <p>A thread of the owner's group returns to user mode between two calls, and a fatal signal ends it
 * there. Who is in no group that is killed needs no look at its signals.
 */
final class Acts<D extends Device> {
  private final Calls<D> calls;
  private final Numbers numbers;
  private final Membership membership;
  private final boolean mayDie;

  /**
   * @param mayDie might the owner's group be killed meanwhile?
   */
  Acts(Calls<D> calls, Numbers numbers, Membership membership, boolean mayDie) {
    this.calls = calls;
    this.numbers = numbers;
    this.membership = membership;
    this.mayDie = mayDie && membership == Membership.OWNER;
  }

  /** One after the other, until the task ends. */
  Act<D> program(List<Step> steps) {
    final List<Act<D>> acts = new ArrayList<>();
    boolean called = false;
    for (Step step : unrolled(steps)) {
      final boolean isCall = !(step instanceof Step.Await);
      if (isCall && called && mayDie) {
        acts.add((play, current) -> !UserMode.dies(current));
      }
      called |= isCall;
      acts.add(act(step));
    }
    return inOrder(List.copyOf(acts));
  }

  private static <D extends Device> Act<D> inOrder(List<Act<D>> acts) {
    if (acts.size() == 1) {
      return acts.get(0);
    }
    return (play, current) -> {
      for (Act<D> act : acts) {
        if (!act.perform(play, current)) {
          return false;
        }
      }
      return true;
    };
  }

  private static List<Step> unrolled(List<Step> steps) {
    final List<Step> all = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Repeat repeat) {
        Collections.nCopies(repeat.count(), unrolled(repeat.steps())).forEach(all::addAll);
      } else {
        all.add(step);
      }
    }
    return all;
  }

  private Act<D> act(Step step) {
    if (step instanceof Step.Await await) {
      return new Waits(numbers).act(await.until());
    }
    if (step instanceof Step.Ioctl ioctl) {
      return ioctl(ioctl);
    }
    if (step instanceof WriteIotlb write) {
      return iotlb(write);
    }
    if (step instanceof Step.Start) {
      return call((play, current) -> play.device().start(current));
    }
    if (step instanceof Step.Close) {
      return Act.of(membership == Membership.APART ? Acts::supervisorCloses : Acts::userCloses);
    }
    if (step instanceof Step.Kill kill) {
      return kill(kill);
    }
    if (step instanceof Step.Befall befall) {
      return befall(befall.what());
    }
    return outsiders(step);
  }

  /** Whoever has dumped core or executed a program has come to its end. */
  private static <D extends Device> Act<D> befall(Step.Befall.Fate what) {
    return switch (what) {
      case DUMP_CORE, DUMP_CORE_TO_PIPE ->
        (play, current) -> {
          play.scene().fates().dumpCore(current);
          return false;
        };
      case DUMP_CORE_REFUSED ->
        (play, current) -> {
          play.scene().fates().dieUndumped(current);
          return false;
        };
      case EXECVE ->
        (play, current) -> {
          play.scene().fates().exec(current);
          return false;
        };
      case PROCESS_MRELEASE ->
        Act.of((play, current) -> play.scene().fates().processMrelease(current));
      case STOP -> halt(Halt.STOP);
      case TRACE -> halt(Halt.TRACE);
      case FREEZE -> halt(Halt.FREEZE);
      case GO_ON -> Act.of((play, current) -> play.scene().ownerGroup().goOn(current));
    };
  }

  private static <D extends Device> Act<D> halt(Halt how) {
    return Act.of((play, current) -> play.scene().ownerGroup().halt(current, how));
  }

  /** What is no call on the device. */
  private Act<D> outsiders(Step step) {
    if (step instanceof Step.Send send) {
      return Act.of((play, current) -> calls.send(play.device(), current, send.what()));
    }
    if (step instanceof Step.Kick kick) {
      return Act.of((play, current) -> calls.kick(play.device(), current, kick));
    }
    if (step instanceof Step.HotPlug) {
      return Act.of((play, current) -> calls.hotPlug(play.device(), current));
    }
    if (step instanceof Step.Neighbour neighbour) {
      final int which = numbers.neighbour(neighbour);
      return Act.of((play, current) -> calls.neighbour(play.scene().setting(), current, which));
    }
    if (step instanceof Step.Files files) {
      return Act.of((play, current) -> happen(files.what(), play.scene(), current));
    }
    if (step instanceof Step.Serve serve) {
      final int page = numbers.page(serve.page());
      return Act.of((play, current) -> play.page(page).serve(current));
    }
    if (step instanceof Step.Discard discard) {
      final int page = numbers.page(discard.page());
      return Act.of((play, current) -> play.page(page).discard(current));
    }
    if (step instanceof Step.Receive receive) {
      final int page = numbers.page(receive.page());
      return Act.of((play, current) ->
          play.scene().setting().socket().orElseThrow().recv(current, play.page(page)));
    }
    if (step instanceof Step.Signal signal) {
      final int task = numbers.task(signal.task());
      return Act.of((play, current) -> {
        final Task receiver = play.task(task);
        receiver.group().signalHandled(current, receiver);
      });
    }
    throw new IllegalArgumentException(step + " is not there in the model");
  }

  private static void happen(Step.Files.Happening what, Scene<?> scene, Task current) {
    switch (what) {
      case COLLECT -> scene.descriptors().more().collect(current, scene.file());
      case COLLECT_PIPE -> scene.descriptors().more().collectPipe(current);
      case READ_PIPE -> scene.descriptors().more().readPipe(current);
      case READ_CORE -> scene.fates().readCore(current);
    }
  }

  private static <D extends Device> void supervisorCloses(Play<D> play, Task current) {
    play.scene().file().put(current);
  }

  private static <D extends Device> void userCloses(Play<D> play, Task current) {
    play.scene().ownerCloses(current);
  }

  private Act<D> kill(Step.Kill kill) {
    if (kill.isOfTheOwner()) {
      return Act.of((play, current) -> play.scene().fates().kill(current, kill.by()));
    }
    final int task = numbers.task(kill.group());
    return Act.of((play, current) -> play.task(task).group().kill(current, kill.by()));
  }

  private Act<D> iotlb(WriteIotlb write) {
    final IotlbMessage message = message(write);
    if (write.page().isEmpty()) {
      return call((play, current) -> calls.iotlb(play.device(), current, message));
    }
    final int page = numbers.page(write.page().get());
    return call(
        (play, current) -> calls.iotlb(play.device(), current, message.on(play.page(page))));
  }

  private static IotlbMessage message(WriteIotlb write) {
    final Iotlb.Range range =
        write.range() == WriteIotlb.Range.WHOLE ? Iotlb.Range.WHOLE : Iotlb.Range.GUEST;
    return write.message() == WriteIotlb.Message.UPDATE
        ? IotlbMessage.update(range, write.misses())
        : IotlbMessage.invalidate(range);
  }

  // --- ioctls

  private Act<D> call(Call<D> call) {
    return membership == Membership.APART
        ? Act.of((play, current) -> play.callApart(current, call))
        : Act.of((play, current) -> play.scene().ioctl(current, task -> call.on(play, task)));
  }

  private Act<D> ioctl(Step.Ioctl step) {
    if (step.request() instanceof Request.NewWorker made && !made.attach().isEmpty()) {
      return newWorker(step, made);
    }
    return call(asked(step));
  }

  private Call<D> asked(Step.Ioctl step) {
    final Request request = step.request();
    if (request instanceof Request.Vring vring) {
      return Calls.vring(vring, numbers);
    }
    final Argument argument = Argument.of(step, numbers);
    if (request instanceof Request.SetMemTable set) {
      return shared(set.refused() ? DevCommand.REFUSED : DevCommand.SET_MEM_TABLE, argument);
    }
    return switch (request.name()) {
      case SET_OWNER -> (play, current) -> play.device().setOwner(current);
      case SET_FORK_FROM_OWNER -> shared(DevCommand.SET_FORK_FROM_OWNER, argument);
      case GET_FORK_FROM_OWNER -> shared(DevCommand.GET_FORK_FROM_OWNER, argument);
      case SET_LOG_BASE -> shared(DevCommand.SET_LOG_BASE, argument);
      case SET_LOG_FD -> shared(DevCommand.SET_LOG_FD, argument);
      default -> calls.own(request, numbers, argument);
    };
  }

  private Call<D> shared(DevCommand command, Argument argument) {
    return (play, current) ->
        play.device().ioctl(current, new DevRequest(command, argument.in(play)));
  }

  /** NEW_WORKER, and the virtqueues are attached if that gave one. */
  private Act<D> newWorker(Step.Ioctl step, Request.NewWorker request) {
    final List<Act<D>> attach = new ArrayList<>();
    for (int vq : request.attach()) {
      if (mayDie) {
        attach.add((play, current) -> !UserMode.dies(current));
      }
      final Request to = new Request.AttachVringWorker(vq, request.as());
      attach.add(call(asked(new Step.Ioctl(step.place(), to, Optional.empty()))));
    }
    final Act<D> all = inOrder(List.copyOf(attach));
    final Call<D> made = asked(step);
    return (play, current) ->
        play.scene().ioctl(current, task -> made.on(play, task)) < 0 || all.perform(play, current);
  }
}
