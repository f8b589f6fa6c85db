package org.killpath.app.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.ordering.Page;
import org.killpath.lab.vhost.device.Device;

/**
 * A folder that plays orderings on a real kernel: {@code run.sh} boots a machine, in which the
 * player, a C program, plays one plan after the other.
 */
public final class Kit {
  private static final String MARK = "kit";
  private static final String MARKED = "killpath-kit 1\n";
  private static final String RUN = "run.sh";
  private static final List<String> OURS = List.of("plans", "scripts", "player");

  /** The sources of the player. */
  static final List<String> SOURCES = List.of(
      "actor.c",
      "actor.h",
      "aftermath.c",
      "backing.c",
      "boot.c",
      "boot.h",
      "calls.c",
      "calls.h",
      "cast.c",
      "cues.c",
      "cursor.c",
      "device.c",
      "device.h",
      "device_net.c",
      "device_scsi.c",
      "device_vsock.c",
      "fates.c",
      "fates.h",
      "files.c",
      "files.h",
      "fuse.c",
      "hooks.c",
      "hooks.h",
      "ioctls.c",
      "keep.c",
      "keep.h",
      "look.c",
      "look.h",
      "main.c",
      "memory.c",
      "names.c",
      "names.h",
      "pack.c",
      "pack.h",
      "plan.c",
      "plan.h",
      "report.c",
      "say.c",
      "say.h",
      "setup.c",
      "show.c",
      "show.h",
      "stage.h",
      "steps.c",
      "stranger.c",
      "sys.c",
      "sys.h",
      "waiting.c",
      "watch.c",
      "watch.h",
      "words.c",
      "words.h");

  /** What a device needs of the kernel; what these depend on is found when the kit runs. */
  private static final Map<Device.Kind, List<String>> MODULES = Map.of(
      Device.Kind.VSOCK, List.of("vhost_vsock"),
      Device.Kind.NET, List.of("tun", "vhost_net"),
      Device.Kind.SCSI, List.of("target_core_mod", "vhost_scsi"));

  private final List<Playable> orderings;
  private final Workers workers;

  /** A kit of {@code orderings}, none of which has {@link Obstacles}, in this order. */
  public Kit(List<Playable> orderings, Workers workers) {
    this.orderings = List.copyOf(orderings);
    this.workers = workers;
  }

  /**
   * Writes it. A kit that is there already is replaced, but for what it has fetched and logged.
   *
   * @throws BadFile if the directory is there and is neither empty nor a kit
   */
  public void write(Path directory) throws IOException {
    check(directory);
    Files.createDirectories(directory);
    for (String name : OURS) {
      clear(directory.resolve(name));
    }
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      final Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Files.setPosixFilePermissions(
        directory.resolve(RUN), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** May a kit be written there? */
  public static void check(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new BadFile("it is no directory");
    }
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.findAny().isPresent() && !isKit(directory)) {
        throw new BadFile("it is not empty, and no kit of killpath's");
      }
    }
  }

  private static boolean isKit(Path directory) throws IOException {
    final Path mark = directory.resolve(MARK);
    return Files.isRegularFile(mark)
        && Files.size(mark) == MARKED.length()
        && Files.readString(mark).equals(MARKED);
  }

  /** Removes our plain files from a directory, and nothing that somebody else put there. */
  private static void clear(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> inside = Files.list(directory)) {
      for (Path file : inside.filter(Kit::isOurs).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isOurs(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && file.getFileName().toString().matches(".*\\.(plan|yaml|c|h)");
  }

  private Map<String, byte[]> files() throws IOException {
    final Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(MARK, MARKED.getBytes(StandardCharsets.UTF_8));
    files.put(RUN, resource(RUN));
    files.put("modules", modules().getBytes(StandardCharsets.UTF_8));
    for (String source : SOURCES) {
      files.put("player/" + source, resource("player/" + source));
    }
    int number = 1;
    for (Playable ordering : orderings) {
      final String id = ordering.script().id();
      files.put("scripts/" + id + ".yaml", ordering.text().getBytes(StandardCharsets.UTF_8));
      files.put(
          String.format(Locale.ROOT, "plans/%03d-%s.plan", number++, id),
          Plan.of(ordering.script(), workers).getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private String modules() {
    final Set<String> names = new LinkedHashSet<>();
    for (Playable ordering : orderings) {
      names.addAll(MODULES.get(ordering.script().device()));
      if (ordering.script().pages().stream().anyMatch(Kit::isOfFuse)) {
        names.add("fuse");
      }
    }
    return String.join("\n", names) + "\n";
  }

  private static boolean isOfFuse(Page page) {
    return switch (page.backing()) {
      case FUSE, FUSE_READ, FUSE_ASYNC -> true;
      case PRESENT, USERFAULTFD, FILE, DEAD_STORAGE, FROZEN_STORAGE, LOOPING -> false;
    };
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Kit.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this program");
      }
      return in.readAllBytes();
    }
  }
}
