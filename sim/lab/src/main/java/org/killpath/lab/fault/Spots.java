package org.killpath.lab.fault;

import static org.killpath.lab.vhost.device.Device.Kind.NET;
import static org.killpath.lab.vhost.device.Device.Kind.SCSI;
import static org.killpath.lab.vhost.device.Device.Kind.VSOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.killpath.lab.fault.Spot.InDrain;
import org.killpath.lab.vhost.device.Device;

/** The places in user memory that a drain, or whoever holds it up, can touch, device by device. */
public final class Spots {
  private static final String TX_KICKS = "ioctl: SET_VRING_KICK, vq: tx";
  private static final String PACKET = "send: packet";
  private static final String FRAME = "send: frame";

  private Spots() {}

  /** All of them. */
  public static List<Spot> all() {
    return Stream.of(Device.Kind.values()).flatMap(kind -> on(kind).stream()).toList();
  }

  /** Those on such a device. */
  public static List<Spot> on(Device.Kind device) {
    final List<Spot> spots = new ArrayList<>(
        switch (device) {
          case VSOCK -> vsock();
          case NET -> net();
          case SCSI -> scsi();
        });
    final String vq = device == SCSI ? "2" : "rx";
    spots.add(argument(device, "group", "argument of a vring ioctl, by the group", vq, "second"));
    spots.add(argument(device, "outside", "argument of a vring ioctl, from outside", vq, "second"));
    spots.add(argument(device, "index", "first word of the argument, from outside", vq, "first"));
    return List.copyOf(spots);
  }

  private static Spot argument(
      Device.Kind device, String id, String words, String vq, String word) {
    final String group = id.equals("group") ? "owner" : "outside";
    return new Spot.InArgument(device, "argument-" + id, words, vq, word, group);
  }

  private static List<Spot> vsock() {
    final Drain rx = new Drain(VSOCK, TX_KICKS, "tx", kick("tx"), List.of(), List.of(PACKET));
    final Drain tx = new Drain(VSOCK, TX_KICKS, "rx", PACKET, List.of(), List.of(kick("tx")));
    final List<Spot> spots = new ArrayList<>();
    spots.addAll(rx.parts("rx", "rx"));
    spots.addAll(tx.parts("tx", "tx"));
    spots.add(rx.log());
    return spots;
  }

  private static List<Spot> net() {
    final Drain rx = new Drain(NET, "", "tx", kick("tx"), List.of(), List.of(FRAME));
    final Drain tx = new Drain(NET, "", "rx", FRAME, List.of(), List.of(kick("tx")));
    final List<Spot> spots = new ArrayList<>();
    spots.addAll(rx.parts("rx", "rx"));
    spots.addAll(tx.parts("tx", "tx"));
    spots.add(tx.spot(
        "tx-pinned",
        "tx frames without a copy, pinned",
        "zero-copy: true",
        List.of(),
        "tx: {buffers: missing}"));
    spots.add(rx.log());
    return spots;
  }

  private static List<Spot> scsi() {
    final Drain request = new Drain(SCSI, "", "2", kick("2"), List.of(), List.of(kick("3")));
    final Drain control = new Drain(SCSI, "", "2", kick("2"), List.of(), List.of(kick("ctl")));
    final Drain event =
        new Drain(SCSI, "", "2", kick("2"), List.of(kick("evt")), List.of("hot-plug"));
    final Drain completion = new Drain(
        SCSI,
        "",
        "2",
        kick("2"),
        List.of(kick("3")),
        List.of("serve: medium", "{wait: {commands-finished: 1}, only: model}"));
    final List<Spot> spots = new ArrayList<>();
    spots.addAll(request.parts("3", "request"));
    spots.add(request.spot("3-data", "request data, pinned", "", List.of(), "3: {data: missing}"));
    spots.add(completion.spot(
        "3-responses",
        "request responses",
        "",
        List.of("medium: {backing: frozen-storage, only: model}"),
        "3: {responses: missing, storage: medium}"));
    spots.addAll(control.parts("ctl", "control"));
    spots.addAll(event.parts("evt", "event"));
    spots.add(request.log());
    return spots;
  }

  private static String kick(String vq) {
    return "kick: {vq: " + vq + "}";
  }

  /**
   * A way to a drain with a work item in it; what the item finds missing is said for each place. The
   * parameters are those of {@link InDrain}.
   */
  private record Drain(
      Device.Kind device,
      String prepares,
      String held,
      String holds,
      List<String> before,
      List<String> behind) {

    /** The parts of a ring, which every handler reads or writes, and where its buffers lie. */
    List<Spot> parts(String vq, String queue) {
      return Stream.of("descriptors", "available", "used", "buffers")
          .<Spot>map(part -> spot(
              vq + "-" + part, queue + " " + part, "", List.of(), vq + ": {" + part + ": missing}"))
          .toList();
    }

    Spot log() {
      return spot("log", "dirty log, pinned", "", List.of(), "log: missing");
    }

    Spot spot(String id, String words, String settings, List<String> pages, String place) {
      return new InDrain(
          device, id, words, settings, prepares, held, holds, pages, place, before, behind);
    }
  }
}
