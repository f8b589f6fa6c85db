package org.killpath.lab.ordering.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.OrderingScript.Actors;
import org.killpath.lab.ordering.OrderingScript.Form;
import org.killpath.lab.ordering.OrderingScript.Settings;
import org.killpath.lab.ordering.OrderingScript.Source;
import org.killpath.lab.ordering.Owner;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.ordering.Place;
import org.killpath.lab.ordering.Placement;
import org.killpath.lab.ordering.Placement.Part;
import org.killpath.lab.ordering.ScriptTask;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.vhost.device.Device;

/** Reads the keys of an ordering, from the top. What names what is looked at afterwards. */
final class ScriptReader {
  private final Fields fields;
  private final Device.Kind device;
  private final StepReader steps;

  private ScriptReader(Fields fields) {
    this.fields = fields;
    this.device = Words.constant(fields.take("device"), Device.Kind.class);
    this.steps = new StepReader(device);
  }

  static OrderingScript read(Source source, Node root) {
    final Fields fields = Fields.of(root, "an ordering");
    final Node id = fields.take("ordering");
    final String name = Words.id(id);
    return new ScriptReader(fields).script(source, id.place(), name);
  }

  private OrderingScript script(Source source, Place place, String id) {
    final OrderingScript script = new OrderingScript(
        source,
        place,
        id,
        device,
        Words.constant(fields.take("form"), Form.class),
        Words.line(fields.take("story"), "what happens"),
        actors(fields.take("actors")),
        fields.find("settings").map(this::settings).orElse(Settings.USUAL),
        fields.find("pages").map(ScriptReader::pages).orElse(List.of()),
        fields.find("memory").map(this::memory).orElse(List.of()),
        owner(fields.find("owner")),
        Words.list(fields.take("tasks"), "tasks", Limits.TASKS).stream()
            .map(this::task)
            .toList(),
        fields.find("obliged").map(this::obliged).orElse(List.of()),
        fields.find("afterwards").map(ScriptReader::packet).orElse(false));
    fields.done();
    Rules.check(script, fields.place("actors"));
    Amounts.check(script, fields.place("tasks"));
    return script;
  }

  private static Actors actors(Node node) {
    final List<Node> two = Words.list(node, "two tasks", 2);
    if (two.size() != 2) {
      throw new BadScript(node.place(), two.size() + " of them", "two tasks");
    }
    return new Actors(
        Words.name(two.get(0), "the name of a task"), Words.name(two.get(1), "the name of a task"));
  }

  private Settings settings(Node node) {
    final Fields said = Fields.of(node, "the settings of " + Words.word(device));
    final boolean net = device == Device.Kind.NET;
    final Settings settings = new Settings(
        net && flag(said, "zero-copy"),
        net && flag(said, "busy-poll"),
        device == Device.Kind.SCSI && flag(said, "ioctls-flush"),
        flag(said, "kthread"),
        device == Device.Kind.SCSI && flag(said, "without-hot-plug"));
    said.done();
    return settings;
  }

  private static boolean flag(Fields fields, String key) {
    return fields.find(key).map(Words::flag).orElse(false);
  }

  private static List<Page> pages(Node node) {
    final List<Page> pages = new ArrayList<>();
    for (Node.Entry entry : Fields.of(node, "the pages").all()) {
      final Fields fields = Fields.of(entry.value(), "a page");
      final Page page = new Page(
          entry.key().place(),
          Words.name(entry.key(), "the name of a page"),
          Words.constant(fields.take("backing"), Backing.class),
          flag(fields, "shared"),
          flag(fields, "there"));
      StepReader.mark(fields, page.onlyInModel(), "such a page");
      fields.done();
      pages.add(page);
    }
    if (pages.size() > Limits.PAGES) {
      throw new BadScript(
          pages.get(Limits.PAGES).place(), "one more page", "at most " + Limits.PAGES);
    }
    return pages;
  }

  private List<Placement> memory(Node node) {
    final List<Placement> memory = new ArrayList<>();
    for (Node.Entry entry : Fields.of(node, "the memory").all()) {
      if (device == Device.Kind.NET && entry.key().text().equals("wire")) {
        memory.add(placement(entry.key(), Part.WIRE, 0, entry.value()));
      } else if (entry.key().text().equals("log")) {
        memory.add(placement(entry.key(), Part.LOG, 0, entry.value()));
      } else {
        parts(memory, StepReader.virtqueue(entry.key(), device), entry.value());
      }
    }
    return memory;
  }

  private void parts(List<Placement> memory, int vq, Node node) {
    final List<Part> there = new ArrayList<>(
        List.of(Part.RING, Part.DESCRIPTORS, Part.AVAILABLE, Part.USED, Part.BUFFERS));
    if (device == Device.Kind.SCSI) {
      there.addAll(List.of(Part.RESPONSES, Part.DATA, Part.STORAGE));
    }
    for (Node.Entry entry : Fields.of(node, "a virtqueue").all()) {
      final Part part = Words.oneOf(entry.key(), there, Words::word);
      memory.add(placement(entry.key(), part, vq, entry.value()));
    }
  }

  private static Placement placement(Node.Scalar key, Part part, int vq, Node page) {
    return new Placement(key.place(), part, vq, Words.name(page, "the name of a page"));
  }

  private Owner owner(Optional<Node> node) {
    if (node.isEmpty()) {
      return Owner.USUAL;
    }
    final Fields said = Fields.of(node.get(), "the owner");
    final List<String> setUp =
        said.find("set-up").map(ScriptReader::setUp).orElse(List.of("set-owner", "start"));
    final Owner owner = new Owner(
        setUp.contains("set-owner"),
        setUp.contains("start"),
        said.find("prepares").map(steps::steps).orElse(List.of()),
        said.find("does").map(steps::steps).orElse(List.of()),
        flag(said, "only-user"),
        said.find("userfaultfd").map(ScriptReader::descriptor),
        said.find("pipe").map(ScriptReader::descriptor),
        said.find("second-device").map(ScriptReader::descriptor));
    said.done();
    if (!owner.prepares().isEmpty() && !owner.setsOwner()) {
      throw new BadScript(
          said.place("prepares"), "what the owner prepares", "'set-owner' in its set-up before it");
    }
    return owner;
  }

  private static Owner.Descriptor descriptor(Node where) {
    return Words.constant(where, Owner.Descriptor.class);
  }

  /** set-owner, then start; or only the first, or nothing. */
  private static List<String> setUp(Node node) {
    final List<String> order = List.of("set-owner", "start");
    final List<Node> items = Words.list(node, "what the owner does first", 2);
    for (int i = 0; i < items.size(); i++) {
      Words.oneOf(items.get(i), order.subList(i, i + 1), word -> word);
    }
    return order.subList(0, items.size());
  }

  private ScriptTask task(Node node) {
    final Fields said = Fields.of(node, "a task");
    final Node name = said.take("task");
    final ScriptTask task = new ScriptTask(
        name.place(),
        Words.name(name, "the name of a task"),
        Words.constant(said.take("group"), Membership.class),
        flag(said, "obliged"),
        said.find("during")
            .map(when -> Words.oneOf(when, List.of("set-up", "ordering"), word -> word))
            .filter("set-up"::equals)
            .isPresent(),
        steps.steps(said.take("steps")));
    said.done();
    return task;
  }

  private List<KernelTask> obliged(Node node) {
    final List<KernelTask> there = WaitReader.kernelTasks(device);
    return Words.list(node, "tasks of the kernel", there.size()).stream()
        .map(item -> Words.oneOf(item, there, KernelTask::role))
        .toList();
  }

  private static boolean packet(Node node) {
    final Fields said = Fields.of(node, "what comes afterwards");
    final boolean packet = flag(said, "packet");
    said.done();
    return packet;
  }
}
