package org.killpath.lab.ordering.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.ordering.Step.Befall.Fate;
import org.killpath.lab.ordering.Step.Files.Happening;
import org.killpath.lab.ordering.Step.Send.Sent;
import org.killpath.lab.ordering.Virtqueues;
import org.killpath.lab.vhost.device.Device;

/** Reads the steps of tasks on one kind of device. */
final class StepReader {
  /** What a step can be; the first key of each says which it is. */
  private enum Kind {
    WAIT,
    IOCTL,
    START,
    IOTLB,
    SEND,
    KICK,
    CLOSE,
    KILL,
    SIGNAL,
    HOT_PLUG,
    NEIGHBOUR,
    SERVE,
    DISCARD,
    RECEIVE,
    REPEAT;

    /** Is it a word alone, with nothing to say about it? */
    boolean isBare() {
      return this == START || this == CLOSE || this == HOT_PLUG || this == NEIGHBOUR;
    }

    boolean isOn(Device.Kind device) {
      return switch (this) {
        case HOT_PLUG, NEIGHBOUR -> device == Device.Kind.SCSI;
        case SEND -> device != Device.Kind.SCSI;
        case RECEIVE -> device == Device.Kind.VSOCK;
        case WAIT, IOCTL, START, IOTLB, KICK, CLOSE, KILL, SIGNAL, SERVE, DISCARD, REPEAT -> true;
      };
    }
  }

  private final Device.Kind device;
  private final WaitReader waits;
  private final RequestReader requests;

  StepReader(Device.Kind device) {
    this.device = device;
    this.waits = new WaitReader(device);
    this.requests = new RequestReader(device);
  }

  List<Step> steps(Node node) {
    return Words.list(node, "steps", Limits.STEPS).stream().map(this::step).toList();
  }

  private Step step(Node node) {
    if (node instanceof Node.Scalar word) {
      return bare(word);
    }
    final Fields fields = Fields.of(node, "a step");
    final Kind kind = kind(fields);
    final Step step = step(fields, kind, fields.take(Words.word(kind)));
    marked(fields, step);
    fields.done();
    return step;
  }

  private Step bare(Node.Scalar word) {
    final Enum<?> said = Words.oneOf(word, bareWords().toList(), Words::word);
    if (said instanceof Fate fate) {
      return new Step.Befall(word.place(), fate);
    }
    if (said instanceof Happening what) {
      return new Step.Files(word.place(), what);
    }
    return switch ((Kind) said) {
      case START -> new Step.Start(word.place());
      case CLOSE -> new Step.Close(word.place());
      case NEIGHBOUR -> new Step.Neighbour(word.place());
      default -> new Step.HotPlug(word.place());
    };
  }

  /** Steps that are a word alone. */
  private Stream<Enum<?>> bareWords() {
    return Stream.of(
            kinds().filter(Kind::isBare), Stream.of(Fate.values()), Stream.of(Happening.values()))
        .flatMap(words -> words);
  }

  private Stream<Kind> kinds() {
    return Stream.of(Kind.values()).filter(kind -> kind.isOn(device));
  }

  private Kind kind(Fields fields) {
    final List<Kind> said =
        kinds().filter(kind -> !kind.isBare() && fields.has(Words.word(kind))).toList();
    if (said.size() == 1) {
      return said.get(0);
    }
    bareWords().filter(word -> fields.has(Words.word(word))).findFirst().ifPresent(word -> {
      throw new BadScript(
          fields.place(Words.word(word)),
          "something beside " + Words.word(word),
          "that word alone: - " + Words.word(word));
    });
    throw new BadScript(
        said.isEmpty() ? fields.place() : fields.place(Words.word(said.get(1))),
        said.isEmpty()
            ? "a step with " + fields.shown()
            : "several steps in one: " + String.join(", ", words(said)),
        "one of "
            + Stream.concat(kinds().filter(kind -> !kind.isBare()), bareWords())
                .map(Words::word)
                .collect(Collectors.joining(", ")));
  }

  private static List<String> words(List<Kind> kinds) {
    return kinds.stream().map(Words::word).toList();
  }

  private Step step(Fields fields, Kind kind, Node value) {
    final Place place = fields.place();
    return switch (kind) {
      case WAIT -> new Step.Await(place, waits.read(value));
      case IOCTL -> ioctl(fields, value);
      case IOTLB -> iotlb(fields, value);
      case SEND -> new Step.Send(place, Words.oneOf(value, sent(), Words::word));
      case KICK -> kick(place, value);
      case KILL -> kill(place, value);
      case SIGNAL -> new Step.Signal(place, Words.name(value, "the name of a task"));
      case SERVE -> new Step.Serve(place, Words.name(value, "the name of a page"));
      case DISCARD -> new Step.Discard(place, Words.name(value, "the name of a page"));
      case RECEIVE -> new Step.Receive(place, Words.name(value, "the name of a page"));
      case REPEAT -> repeat(place, value);
      case START, CLOSE, HOT_PLUG, NEIGHBOUR ->
        throw new IllegalStateException(kind + " is a word alone");
    };
  }

  private Step ioctl(Fields fields, Node name) {
    final Request request = requests.read(fields, name);
    return new Step.Ioctl(
        fields.place(),
        request,
        request.name().isCopiedApart()
            ? fields.find("argument-on").map(node -> Words.name(node, "the name of a page"))
            : Optional.empty());
  }

  private List<Sent> sent() {
    return device == Device.Kind.NET ? List.of(Sent.FRAME) : List.of(Sent.PACKET, Sent.REPLY);
  }

  private static Step iotlb(Fields fields, Node message) {
    return new Step.WriteIotlb(
        fields.place(),
        Words.constant(message, Step.WriteIotlb.Message.class),
        Words.constant(fields.take("range"), Step.WriteIotlb.Range.class),
        fields.find("misses").map(node -> Words.number(node, 0, Limits.MISSES)).orElse(0),
        fields.find("message").map(node -> Words.name(node, "the name of a page")));
  }

  private Step kick(Place place, Node value) {
    final Fields fields = Fields.of(value, "a kick");
    final int vq = virtqueue(fields.take("vq"), device);
    if (device != Device.Kind.VSOCK) {
      fields.done();
      return new Step.Kick(place, vq, 1, false);
    }
    final int packets = fields
        .find("packets")
        .map(node -> Words.number(node, 1, Limits.PACKETS))
        .orElse(1);
    final boolean largest = fields.find("largest").map(Words::flag).orElse(false);
    fields.done();
    return new Step.Kick(place, vq, packets, largest);
  }

  private static Step kill(Place place, Node value) {
    final Fields fields = Fields.of(value, "a kill");
    final String group =
        Words.name(fields.take("group"), "'owner', or the name of a task whose group is killed");
    final TaskGroup.Kill by = fields
        .find("by")
        .map(node -> Words.constant(node, TaskGroup.Kill.class))
        .orElse(TaskGroup.Kill.KILL);
    fields.done();
    return new Step.Kill(place, group, by);
  }

  private Step repeat(Place place, Node value) {
    final Fields fields = Fields.of(value, "a repetition");
    final int count = Words.number(fields.take("count"), 1, Limits.REPEATS);
    final List<Step> steps = steps(fields.take("steps"));
    fields.done();
    return new Step.Repeat(place, count, steps);
  }

  /** What only a model can do is marked, and nothing else is. */
  private static void marked(Fields fields, Step step) {
    if (!(step instanceof Step.Repeat)) {
      mark(fields, step.onlyInModel(), "this step");
    }
  }

  /**
   * {@code only: model} stands where it must.
   *
   * @param needed is it something that only a model can do?
   */
  static void mark(Fields fields, boolean needed, String what) {
    final boolean there = fields.find("only").isPresent();
    fields.find("only").ifPresent(node -> Words.oneOf(node, List.of("model"), word -> word));
    if (there && !needed) {
      throw new BadScript(
          fields.place("only"), "'only: model'", "no mark: a machine can do " + what + ", too");
    }
    if (!there && needed) {
      throw new BadScript(
          fields.place(), what + ", which only the model can do", "'only: model' beside it");
    }
  }

  /** The number of a virtqueue. */
  static int virtqueue(Node node, Device.Kind device) {
    return Virtqueues.number(device, Words.oneOf(node, Virtqueues.words(device), word -> word))
        .orElseThrow();
  }
}
