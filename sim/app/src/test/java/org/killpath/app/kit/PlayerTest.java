package org.killpath.app.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.scenario.Scenario;

/** The C program as an ordinary one, built with sanitizers: it reads plans, and plays none. */
class PlayerTest {
  @TempDir
  private static Path directory;

  private static List<Playable> playables = List.of();

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    assumeTrue(run("gcc", "--version").status == 0, "there is no gcc");
    playables = ScenarioCatalogue.all().scenarios().stream()
        .map(Scenario::id)
        .flatMap(id -> Playables.packed(id).stream())
        .filter(ordering -> Obstacles.first(ordering.script()).isEmpty())
        .toList();
    new Kit(playables, Workers.USUAL).write(directory.resolve("kit"));
    final List<String> command = new ArrayList<>(List.of(
        "gcc",
        "-std=c11",
        "-g",
        "-O1",
        "-pthread",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-fsanitize=address,undefined",
        "-fno-sanitize-recover=all",
        "-o",
        player()));
    try (Stream<Path> sources = Files.list(directory.resolve("kit/player"))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".c")).forEach(command::add);
    }
    final Ran built = run(command.toArray(String[]::new));
    assertThat(built.status).as(built.text).isZero();
  }

  private static String player() {
    return directory.resolve("player").toString();
  }

  @Test
  void everyPlanOfTheCatalogueCanBeRead() throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>(List.of(player(), "check"));
    try (Stream<Path> plans = Files.list(directory.resolve("kit/plans"))) {
      plans.map(Path::toString).sorted().forEach(command::add);
    }
    final Ran checked = run(command.toArray(String[]::new));
    assertThat(checked.status).as(checked.text).isZero();
    assertThat(checked.text.lines()).hasSize(playables.size());
  }

  @Test
  void aBadPlanIsRefusedWithItsLine() throws IOException, InterruptedException {
    final Path plan = Files.writeString(directory.resolve("bad.plan"), """
        killpath-plan 1
        ordering mine device=vsock staged=1
        task killer group=apart
        step mine.yaml:3:1 kill by=magic
        end
        """);
    final Ran refused = run(player(), "check", plan.toString());
    assertThat(refused.status).isEqualTo(2);
    assertThat(refused.text).contains("bad.plan:4: expected by");
  }

  @Test
  void aThirdKillOfAGroupIsRefused() throws IOException, InterruptedException {
    final Path plan = Files.writeString(directory.resolve("killed.plan"), """
        killpath-plan 1
        ordering mine device=vsock staged=1
        task killer group=apart
        step mine.yaml:3:1 kill by=kill
        step mine.yaml:4:1 kill by=kill
        step mine.yaml:5:1 kill by=tgkill
        end
        """);
    final Ran refused = run(player(), "check", plan.toString());
    assertThat(refused.status).isEqualTo(2);
    assertThat(refused.text).contains("killed.plan:1: expected two kills of each group at most");
  }

  @Test
  void everySourceOfThePlayerIsInTheKit() throws IOException {
    final Path sources = Path.of("src/main/resources/org/killpath/app/kit/player");
    try (Stream<Path> all = Files.list(sources)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Kit.SOURCES);
    }
  }

  @Test
  void whateverStandsInAPlanItIsReadOrRefused() throws IOException, InterruptedException {
    final Random random = new Random(7);
    final List<String> command = new ArrayList<>(List.of(player(), "check"));
    for (int i = 0; i < 400; i++) {
      final byte[] plan = Plan.of(
              playables.get(random.nextInt(playables.size())).script(), Workers.USUAL)
          .getBytes(StandardCharsets.UTF_8);
      final Path file = directory.resolve("mutant-" + i + ".plan");
      Files.write(file, mutant(plan, random));
      command.add(file.toString());
    }
    final Ran checked = run(command.toArray(String[]::new));
    assertThat(checked.status).as(checked.text).isEqualTo(2);
    assertThat(checked.text).doesNotContain("Sanitizer", "runtime error");
  }

  /** Bytes changed, left out, or doubled. */
  private static byte[] mutant(byte[] plan, Random random) {
    final StringBuilder text = new StringBuilder(new String(plan, StandardCharsets.ISO_8859_1));
    for (int change = 0; change < 4; change++) {
      final int at = random.nextInt(text.length());
      final int end = Math.min(text.length(), at + random.nextInt(40));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.delete(at, Math.min(end, at + text.length() / 2));
        default -> text.insert(at, text.substring(at, end));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void anArchiveHoldsWhatWasPutIn() throws IOException, InterruptedException {
    final Path content = Files.writeString(directory.resolve("content"), "what was put in\n");
    final Path archive = directory.resolve("archive");
    final Ran packed =
        run(player(), "pack", archive.toString(), "init=" + content, "killpath/plans/a=" + content);
    assertThat(packed.status).as(packed.text).isZero();
    assertThat(Files.readString(archive, StandardCharsets.ISO_8859_1))
        .startsWith("070701")
        .contains("init\0", "killpath/plans/a\0", "what was put in\n", "TRAILER!!!\0");
    assertThat(run(player(), "pack", archive.toString(), "init=/none").status).isEqualTo(3);
    final Ran folder = run(player(), "pack", archive.toString(), "init=" + directory);
    assertThat(folder.status).as("a folder has a size, and nothing to read").isEqualTo(3);
  }

  private record Ran(int status, String text) {}

  private static Ran run(String... command) throws IOException, InterruptedException {
    final Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException none) {
      return new Ran(127, none.toString());
    }
    final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), text);
  }
}
