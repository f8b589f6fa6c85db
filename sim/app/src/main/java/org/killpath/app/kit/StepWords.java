package org.killpath.app.kit;

import java.util.Locale;
import java.util.Optional;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Wait;

/** One step in the words of a plan. */
final class StepWords {
  private StepWords() {}

  static String of(Step step, WorkerNumbers workers) {
    if (step instanceof Step.Await await) {
      return "wait " + wait(await.until());
    } else if (step instanceof Step.Ioctl ioctl) {
      return "ioctl " + request(ioctl.request(), workers);
    } else if (step instanceof Step.Start) {
      return "start";
    } else if (step instanceof Step.WriteIotlb iotlb) {
      return "iotlb update=" + (iotlb.message() == Step.WriteIotlb.Message.UPDATE ? 1 : 0)
          + " whole=" + (iotlb.range() == Step.WriteIotlb.Range.WHOLE ? 1 : 0)
          + iotlb.page().map(page -> " page=" + page).orElse("");
    } else if (step instanceof Step.Send) {
      return "send";
    } else if (step instanceof Step.Kick kick) {
      return "kick vq=" + kick.vq() + " packets=" + kick.packets();
    } else if (step instanceof Step.Close) {
      return "close";
    } else if (step instanceof Step.Kill kill) {
      return "kill by=" + word(kill.by()) + (kill.isOfTheOwner() ? "" : " task=" + kill.group());
    } else if (step instanceof Step.Signal signal) {
      return "signal task=" + signal.task();
    } else if (step instanceof Step.Serve serve) {
      return "serve page=" + serve.page();
    } else if (step instanceof Step.Discard discard) {
      return "discard page=" + discard.page();
    } else if (step instanceof Step.Receive receive) {
      return "receive page=" + receive.page();
    } else if (step instanceof Step.HotPlug) {
      return "hot-plug";
    } else if (step instanceof Step.Befall befall) {
      return word(befall.what());
    }
    throw new IllegalArgumentException(step.place() + ": no machine can do this");
  }

  private static String wait(Wait wait) {
    if (wait instanceof Wait.KillIsOver) {
      return "state=kill-is-over";
    } else if (wait instanceof Wait.For state) {
      return state(state.state()) + " " + subject(state.subject());
    }
    throw new IllegalArgumentException(wait.place() + ": no machine can see this");
  }

  private static String subject(Wait.Subject subject) {
    if (subject instanceof Wait.Subject.Named named) {
      return "who=task task=" + named.task();
    } else if (subject instanceof Wait.Subject.WorkerOf of) {
      return "who=worker-of of=" + of.vq();
    }
    return "who=first-worker";
  }

  private static String state(Wait.State state) {
    if (state instanceof Wait.State.AsleepOn asleep) {
      return "state=asleep-on page=" + asleep.page();
    } else if (state instanceof Wait.State.Retries retries) {
      return "state=retries page=" + retries.page();
    } else if (state instanceof Wait.State.BlockedOn blocked) {
      return "state=blocked-on-" + lock(blocked.lock());
    } else if (state instanceof Wait.State.Halted) {
      return "state=halted";
    } else if (state instanceof Wait.State.WaitsForFlush) {
      return "state=waits-for-flush";
    } else if (state instanceof Wait.State.WaitsForInflight) {
      return "state=waits-for-inflight";
    } else if (state instanceof Wait.State.Exited) {
      return "state=exited";
    } else if (state instanceof Wait.State.AtRest) {
      return "state=at-rest";
    } else if (state instanceof Wait.State.Settled) {
      return "state=settled";
    }
    return "state=got-out";
  }

  private static String lock(Wait.Lock lock) {
    if (lock instanceof Wait.Lock.VqMutex vq) {
      return "vq vq=" + vq.vq();
    }
    return lock instanceof Wait.Lock.SocketLock ? "socket" : "dev";
  }

  private static String request(Request request, WorkerNumbers workers) {
    final String name = "request=" + request.name();
    if (request instanceof Request.Vring vring) {
      return name + " vq=" + vring.vq()
          + named("first-word", vring.firstWord())
          + named("second-word", vring.secondWord());
    } else if (request instanceof Request.SetMemTable table) {
      return table.refused() ? "request=REFUSED" : name;
    } else if (request instanceof Request.SetFeatures set) {
      return set.accessPlatform() ? "request=ACCESS_PLATFORM" : "request=NO_FEATURES";
    } else if (request instanceof Request.SetRunning running) {
      return name + " on=" + (running.running() ? 1 : 0);
    } else if (request instanceof Request.SetBackend backend) {
      return name + " vq=" + backend.vq() + " on=" + number(backend.backend());
    } else if (request instanceof Request.NewWorker worker) {
      return name + " worker=" + workers.of(worker.as()) + " attach="
          + worker.attach().stream().mapToInt(vq -> 1 << vq).sum();
    } else if (request instanceof Request.FreeWorker worker) {
      return name + " worker=" + workers.of(worker.worker());
    } else if (request instanceof Request.AttachVringWorker attach) {
      return name + " vq=" + attach.vq() + " worker=" + workers.of(attach.worker());
    }
    return name;
  }

  private static int number(Request.Backend backend) {
    return switch (backend) {
      case NONE -> 0;
      case TAP -> 1;
      case ANOTHER -> 2;
    };
  }

  private static String named(String key, Optional<String> page) {
    return page.map(name -> " " + key + "=" + name).orElse("");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
