package org.killpath.app.cli.command.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.app.cli.Invocation;

/** {@code killpath reproduce}: the folder it writes, and what it refuses. */
class ReproduceCommandTest {
  @TempDir
  private Path directory;

  private Invocation reproduce(String... arguments) {
    final String[] all = new String[arguments.length + 3];
    all[0] = "reproduce";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "-o";
    all[all.length - 1] = directory.resolve("kit").toString();
    return Invocation.of(all);
  }

  private Path in(String name) {
    return directory.resolve("kit").resolve(name);
  }

  @Test
  void aKitHasAllThatIsNeededToPlay() throws IOException {
    final Invocation made = reproduce("C", "net-C", "scsi-S2");
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(in("run.sh")).isExecutable();
    assertThat(in("scripts/C.yaml")).content().contains("ordering: C");
    assertThat(in("plans/001-C.plan")).content().startsWith("killpath-plan 1\n");
    assertThat(in("plans/003-scsi-S2.plan")).exists();
    assertThat(in("modules"))
        .hasContent("vhost_vsock\ntun\nvhost_net\ntarget_core_mod\nvhost_scsi\n");
    assertThat(in("player/main.c")).exists();
  }

  @Test
  void theShellFindsNoErrorInRunSh() throws IOException, InterruptedException {
    reproduce("C");
    final Process checked =
        new ProcessBuilder("sh", "-n", in("run.sh").toString()).inheritIO().start();
    assertThat(checked.waitFor()).isZero();
    final Process refused =
        new ProcessBuilder("sh", in("run.sh").toString(), "--rounds", "many").start();
    assertThat(new String(refused.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("--rounds wants a number");
    assertThat(refused.waitFor()).isEqualTo(2);
  }

  @Test
  void twoDoNotPlayIntoOneFolder() throws IOException, InterruptedException {
    reproduce("C");
    Files.createDirectories(in("logs"));
    final String holds =
        "command -v flock >/dev/null || exit; flock logs/.lock sh -c 'echo has it; cat'";
    final Process other =
        new ProcessBuilder("sh", "-c", holds).directory(in("").toFile()).start();
    final int first = other.getInputStream().read();
    assumeThat(first).as("flock of util-linux").isEqualTo('h');
    assertThat(play()).contains("another run.sh plays into");
    other.getOutputStream().close();
    other.waitFor();
    assertThat(play()).doesNotContain("another run.sh");
  }

  /** What run.sh complains of: there is no such kernel, and perhaps no QEMU. */
  private String play() throws IOException, InterruptedException {
    final Process played =
        new ProcessBuilder("sh", in("run.sh").toString(), "--kernel", "/dev/null/none").start();
    final String words = new String(played.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(played.waitFor()).as(words).isBetween(2, 3);
    return words;
  }

  @Test
  void aKitIsWrittenAnewAndKeepsItsLogs() throws IOException {
    reproduce("C", "E2");
    Files.createDirectories(in("logs"));
    Files.writeString(in("logs/console-1.log"), "what was said");
    assertThat(reproduce("N").status()).isZero();
    assertThat(in("plans/001-N.plan")).exists();
    assertThat(in("plans/001-C.plan")).doesNotExist();
    assertThat(in("scripts/E2.yaml")).doesNotExist();
    assertThat(in("logs/console-1.log")).hasContent("what was said");
  }

  @Test
  void whatIsNamedTwiceIsPlayedOnce() {
    assertThat(reproduce("C", "N", "C").status()).isZero();
    assertThat(in("plans")).isDirectoryNotContaining("glob:**/003-*");
    assertThat(in("plans/001-C.plan")).exists();
    assertThat(in("plans/002-N.plan")).exists();
  }

  @Test
  void allThatAreStagedHaveNoRaces() {
    final Invocation made = reproduce("--all", "--staged");
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(made.out().lines())
        .anyMatch(line -> line.startsWith("C: "))
        .noneMatch(line -> line.startsWith("H: ") || line.startsWith("kill-flush: "));
  }

  @Test
  void anotherOrderingOfTheSameNameIsRefused() throws IOException {
    assertThat(reproduce("C").status()).isZero();
    final String script = Files.readString(in("scripts/C.yaml"));
    final Path other = Files.writeString(directory.resolve("C.yaml"), script + "# another");
    final Invocation refused = reproduce("C", other.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).isEqualTo("killpath: two orderings are called C\n");
  }

  @Test
  void aFolderOfSomebodyElsesIsLeftAlone() throws IOException {
    Files.createDirectories(in("."));
    Files.writeString(in("thesis.tex"), "two years of work");
    final Invocation refused = reproduce("C");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("it is not empty, and no kit of killpath's");
    assertThat(in("run.sh")).doesNotExist();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.writeString(directory.resolve("kit"), "a file");
    assertThat(reproduce("C").err()).contains("it is no directory");
  }

  @Test
  void anUnknownOrderingIsRefused() {
    final Invocation refused = reproduce("C22");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("unknown ordering 'C22'");
    assertThat(in("run.sh")).doesNotExist();
    assertThat(reproduce().err()).contains("an ordering is missing");
  }

  @Test
  void whatOnlyTheModelCanDoIsRefusedWithItsPlace() {
    final Invocation refused = reproduce("C", "C-file");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("C-file cannot be played on a real machine: C-file.yaml:")
        .contains("the page user-page can be had in the model alone");
    assertThat(in("run.sh")).doesNotExist();
  }

  @Test
  void anOrderingOfOnesOwnNeedsNoMoreThanItsFile() throws IOException {
    reproduce("C");
    final Path mine = Files.writeString(
        directory.resolve("mine.yaml"),
        Files.readString(in("scripts/C.yaml")).replace("ordering: C", "ordering: mine"));
    assertThat(reproduce(mine.toString()).status()).isZero();
    assertThat(in("scripts/mine.yaml")).exists();
    assertThat(reproduce(directory.resolve("none.yaml").toString()).status()).isEqualTo(2);
  }

  @Test
  void anArgumentOnTwoPagesIsRefused() throws IOException {
    reproduce("C");
    final String script = Files.readString(in("scripts/C.yaml"))
        .replace("ordering: C", "ordering: two")
        .replaceFirst("(?m)^pages:\n", "pages:\n  another: {backing: userfaultfd}\n")
        .replaceFirst("second-word: ", "first-word: another, second-word: ");
    final Path two = Files.writeString(directory.resolve("two.yaml"), script);
    final Invocation refused = reproduce(two.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("the player cannot put an argument on two pages");
  }

  @Test
  void allMeansAllThatARealMachineCanPlay() throws IOException {
    assertThat(reproduce("--all").status()).isZero();
    try (var plans = Files.list(in("plans"))) {
      assertThat(plans.count()).isGreaterThanOrEqualTo(80);
    }
  }
}
