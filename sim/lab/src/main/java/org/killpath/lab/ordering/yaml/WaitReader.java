package org.killpath.lab.ordering.yaml;

import java.util.List;
import java.util.stream.Stream;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.Wait;
import org.killpath.lab.ordering.Wait.Lock;
import org.killpath.lab.ordering.Wait.State;
import org.killpath.lab.ordering.Wait.Subject;
import org.killpath.lab.vhost.device.Device;

/** Reads what a task waits for. */
final class WaitReader {
  /** What can be seen of somebody; each is a key of a wait. */
  private static final List<String> STATES = List.of(
      "asleep-on",
      "retries",
      "blocked-on",
      "waits-for-flush",
      "waits-for-inflight",
      "exited",
      "at-rest",
      "halted",
      "settled",
      "got-out");

  private static final List<String> SUBJECTS = List.of("task", "worker-of", "kernel-task");

  /** What scripts call the worker that SET_OWNER makes, where they look at it. */
  static final String WORKER = "worker";

  private final Device.Kind device;

  WaitReader(Device.Kind device) {
    this.device = device;
  }

  Wait read(Node node) {
    final Fields fields = Fields.of(node, "a wait");
    final Wait wait = wait(fields);
    fields.done();
    return wait;
  }

  private Wait wait(Fields fields) {
    if (fields.has("kill-is-over")) {
      holds(fields.take("kill-is-over"));
      return new Wait.KillIsOver(fields.place());
    }
    if (device == Device.Kind.SCSI && fields.has("commands-finished")) {
      return new Wait.CommandsFinished(
          fields.place(),
          Words.number(fields.take("commands-finished"), 1, Limits.MADE_BY_THE_KERNEL));
    }
    final Subject subject = subject(fields, only(fields, SUBJECTS));
    return new Wait.For(fields.place(), subject, state(fields, only(fields, STATES)));
  }

  /** The one of these keys that is there. */
  private static String only(Fields fields, List<String> keys) {
    final List<String> said = keys.stream().filter(fields::has).toList();
    if (said.size() == 1) {
      return said.get(0);
    }
    final String all = String.join(", ", keys);
    throw said.isEmpty()
        ? new BadScript(fields.place(), "a wait for " + fields.shown(), "in it one of " + all)
        : new BadScript(
            fields.place(said.get(1)),
            "both " + said.get(0) + " and " + said.get(1),
            "one of " + all);
  }

  private Subject subject(Fields fields, String key) {
    final Node node = fields.take(key);
    return switch (key) {
      case "worker-of" -> {
        final Fields of = Fields.of(node, "whose worker it is");
        final int vq = StepReader.virtqueue(of.take("vq"), device);
        of.done();
        yield new Subject.WorkerOf(vq);
      }
      case "kernel-task" ->
        new Subject.OfKernel(Words.oneOf(node, kernelTasks(device), KernelTask::role));
      default -> {
        final String name = Words.name(node, "the name of a task, or 'worker'");
        yield name.equals(WORKER) ? new Subject.FirstWorker() : new Subject.Named(name);
      }
    };
  }

  /** Those that the kernel makes for such a device. */
  static List<KernelTask> kernelTasks(Device.Kind device) {
    return Stream.of(KernelTask.values())
        .filter(kind -> switch (kind) {
          case LOWER_DEVICE -> device == Device.Kind.NET;
          case TARGET, TMF_FLUSH -> device == Device.Kind.SCSI;
          case DELAYED_FPUT -> true;
        })
        .toList();
  }

  private State state(Fields fields, String key) {
    final Node node = fields.take(key);
    return switch (key) {
      case "asleep-on" -> new State.AsleepOn(Words.name(node, "the name of a page"));
      case "retries" -> new State.Retries(Words.name(node, "the name of a page"));
      case "blocked-on" -> new State.BlockedOn(lock(node));
      default -> {
        holds(node);
        yield switch (key) {
          case "waits-for-flush" -> new State.WaitsForFlush();
          case "waits-for-inflight" -> new State.WaitsForInflight();
          case "exited" -> new State.Exited();
          case "at-rest" -> new State.AtRest();
          case "halted" -> new State.Halted();
          case "settled" -> new State.Settled();
          default -> new State.GotOut();
        };
      }
    };
  }

  /** Nobody waits for what is not. */
  private static void holds(Node node) {
    Words.oneOf(node, List.of("true"), word -> word);
  }

  private List<String> mutexes() {
    return switch (device) {
      case VSOCK -> List.of("dev", "vq", "socket");
      case SCSI -> List.of("dev", "vq", "tv-tpg", "vhost-scsi");
      case NET -> List.of("dev", "vq");
    };
  }

  private Lock lock(Node node) {
    final Fields fields = Fields.of(node, "a lock");
    final String mutex = Words.oneOf(fields.take("mutex"), mutexes(), word -> word);
    final Lock lock = switch (mutex) {
      case "dev" -> new Lock.DevMutex();
      case "socket" -> new Lock.SocketLock();
      case "tv-tpg" -> new Lock.TvTpgMutex();
      case "vhost-scsi" -> new Lock.VhostScsiMutex();
      default -> new Lock.VqMutex(StepReader.virtqueue(fields.take("vq"), device));
    };
    fields.done();
    return lock;
  }
}
