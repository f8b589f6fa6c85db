package org.killpath.lab.ordering.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Request.Eventfd;
import org.killpath.lab.ordering.Request.Name;
import org.killpath.lab.vhost.device.Device;

/** Reads what an ioctl asks for; its argument stands beside its name, in the same step. */
final class RequestReader {
  private final Device.Kind device;

  RequestReader(Device.Kind device) {
    this.device = device;
  }

  Request read(Fields fields, Node node) {
    final List<Name> there =
        Stream.of(Name.values()).filter(one -> one.isOn(device)).toList();
    final Name name = Words.oneOf(node, there, Name::name);
    return switch (name) {
      case SET_OWNER,
          RESET_OWNER,
          SET_FORK_FROM_OWNER,
          GET_FORK_FROM_OWNER,
          SET_LOG_BASE,
          SET_LOG_FD,
          SET_ENDPOINT,
          CLEAR_ENDPOINT,
          GET_EVENTS_MISSED -> new Request.Plain(name);
      case SET_FEATURES -> features(fields);
      case SET_MEM_TABLE ->
        new Request.SetMemTable(fields
            .find("argument")
            .map(argument -> Words.oneOf(argument, List.of("refused"), word -> word))
            .isPresent());
      case SET_VRING_NUM,
          SET_VRING_BASE,
          GET_VRING_BASE,
          SET_VRING_ADDR,
          SET_VRING_KICK,
          SET_VRING_CALL,
          SET_VRING_ERR,
          SET_VRING_BUSYLOOP_TIMEOUT,
          GET_VRING_BUSYLOOP_TIMEOUT,
          SET_VRING_ENDIAN,
          GET_VRING_ENDIAN,
          UNKNOWN -> vring(fields, name);
      case SET_RUNNING -> new Request.SetRunning(Words.number(fields.take("running"), 0, 1) == 1);
      case SET_BACKEND ->
        new Request.SetBackend(
            vq(fields), Words.constant(fields.take("backend"), Request.Backend.class));
      case NEW_WORKER -> newWorker(fields);
      case FREE_WORKER -> new Request.FreeWorker(worker(fields.take("worker")));
      case ATTACH_VRING_WORKER ->
        new Request.AttachVringWorker(vq(fields), worker(fields.take("worker")));
      case GET_VRING_WORKER -> new Request.GetVringWorker(vq(fields));
      case SET_EVENTS_MISSED ->
        new Request.SetEventsMissed(Words.number(fields.take("missed"), 0, 1) == 1);
    };
  }

  private Request vring(Fields fields, Name name) {
    return new Request.Vring(
        name,
        vq(fields),
        page(fields, "first-word"),
        page(fields, "second-word"),
        name == Name.SET_VRING_KICK
            ? fields
                .find("eventfd")
                .map(node -> Words.constant(node, Eventfd.class))
                .orElse(Eventfd.ANOTHER)
            : Eventfd.ANOTHER);
  }

  private static Request features(Fields fields) {
    final List<Node> wanted = Words.list(fields.take("features"), "features", 1);
    wanted.forEach(node -> Words.oneOf(node, List.of("ACCESS_PLATFORM"), word -> word));
    return new Request.SetFeatures(!wanted.isEmpty());
  }

  private Request newWorker(Fields fields) {
    final Node as = fields.take("as");
    final String name = worker(as);
    if (name.equals(Request.FIRST_WORKER)) {
      throw new BadScript(as.place(), "'A', the worker that SET_OWNER makes", "another name");
    }
    return new Request.NewWorker(
        name,
        fields.find("attach").stream()
            .flatMap(node -> Words.list(node, "virtqueues", 6).stream())
            .map(node -> StepReader.virtqueue(node, device))
            .toList());
  }

  private int vq(Fields fields) {
    return StepReader.virtqueue(fields.take("vq"), device);
  }

  private static String worker(Node node) {
    return Words.name(node, "the name of a worker");
  }

  private static Optional<String> page(Fields fields, String key) {
    return fields.find(key).map(node -> Words.name(node, "the name of a page"));
  }
}
