package org.killpath.app.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.device.Device;
import picocli.CommandLine.Option;

/** What is searched in the space of designs, and how long. */
final class SpaceOptions {
  @Option(
      names = "--forbid",
      paramLabel = "EDIT",
      description = "No sets with any of these edits.",
      converter = Converters.Names.class)
  private List<NameList> forbidden = new ArrayList<>();

  @Option(
      names = "--devices",
      paramLabel = "KIND",
      description = "Only orderings of these devices: vsock, scsi, net (default: all).",
      converter = Converters.Names.class)
  private List<NameList> devices = new ArrayList<>();

  @Option(
      names = "--staged",
      paramLabel = "N",
      description = "So many schedules of each staged ordering (default: 5).",
      converter = Converters.Count.class)
  private long staged = 5;

  @Option(
      names = {"--budget", "--time"},
      paramLabel = "TIME",
      description =
          "Stop searching after this time, for example 30s or 5m, with what is known by" + " then.",
      converter = Converters.Time.class)
  private Optional<Duration> time = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many cells are explored side by side (default: one for each core).",
      converter = Converters.Count.class)
  private long threads = Runtime.getRuntime().availableProcessors();

  /** The edits that no set may have. */
  List<Edit> forbidden(DesignSpace space) {
    return edits(space, NameList.all(forbidden));
  }

  /** How many schedules of each staged ordering are sampled. */
  long staged() {
    return staged;
  }

  /** How long it may take, if the user says so. */
  Optional<Duration> time() {
    return time;
  }

  /** How many cells are explored side by side. */
  long threads() {
    return threads;
  }

  /**
   * The edits of these names.
   *
   * @throws org.killpath.app.cli.option.BadInput if there is no such edit
   */
  static List<Edit> edits(DesignSpace space, List<String> names) {
    return names.stream()
        .map(name -> space
            .edit(name)
            .orElseThrow(() -> Catalogue.unknown(
                "edit", name, space.edits().stream().map(Edit::id).toList())))
        .distinct()
        .toList();
  }

  /** The orderings that count. */
  List<Scenario> scenarios(Catalogue catalogue) {
    final List<String> kinds = List.of(Device.Kind.values()).stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .toList();
    final List<String> wanted = NameList.all(devices);
    wanted.stream().filter(kind -> !kinds.contains(kind)).findFirst().ifPresent(kind -> {
      throw Catalogue.unknown("device", kind, kinds);
    });
    return catalogue.scenarios().stream()
        .filter(scenario ->
            wanted.isEmpty() || wanted.contains(scenario.device().name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
