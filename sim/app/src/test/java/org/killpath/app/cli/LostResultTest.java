package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit statuses of whole processes: a result that is lost is an error, whatever it was lost to. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full and a Bourne shell")
class LostResultTest {
  private static final String TABLE =
      "table --scenarios C,D1 --designs upstream,dev-mutex --schedules 5 ";

  /** With {@code -Dsignals=100}: a signal at so many moments. */
  private static final int SIGNALS = Integer.getInteger("signals", 2);

  @TempDir
  private Path directory;

  private Launched run(String script) throws IOException, InterruptedException {
    return Launched.of(directory, script);
  }

  private Launched killpath(String arguments) throws IOException, InterruptedException {
    return run(Launched.killpath() + arguments);
  }

  private static void assertLost(Launched launched, String why) {
    assertThat(launched.err()).contains(why).hasLineCount(1).startsWith("killpath: ");
    assertThat(launched.status()).isEqualTo(3);
  }

  @Test
  void aFullStandardOutputIsSaid() throws Exception {
    assertLost(killpath(TABLE + "> /dev/full"), "standard output: No space left on device");
    assertLost(killpath("--help > /dev/full"), "standard output: No space left on device");
  }

  @Test
  void aClosedStandardOutputIsSaid() throws Exception {
    assertLost(killpath("list >&-"), "standard output: it is closed");
    final Launched piped =
        run("{ " + Launched.killpath() + "list; echo $? >status; } | true; exit $(cat status)");
    assertLost(piped, "standard output: Broken pipe");
  }

  @Test
  void aStandardOutputThatMayHaveBeenClosedIsSaid() throws Exception {
    assertLost(
        killpath("list <&- >/dev/null"),
        "standard output: it and standard input are closed, or it is /dev/null");
  }

  @Test
  void aResultThatNeedsNoStandardOutputIsWrittenWithoutOne() throws Exception {
    final Launched launched = killpath(TABLE + "-o table <&- >&- 2>&-");
    assertThat(launched.status()).isZero();
    assertThat(directory.resolve("table")).content().contains("DEADLOCK");
  }

  @Test
  void aClosedStandardInputIsNoLog() throws Exception {
    final Launched launched = killpath("diagnose <&-");
    assertThat(launched.err()).isEqualTo("killpath: cannot read -: standard input is closed\n");
    assertThat(launched.status()).isEqualTo(2);
  }

  @Test
  void aResultThatCannotBeWrittenGoesToStandardOutput() throws Exception {
    final Launched launched = killpath(TABLE + "-o /dev/full");
    assertLost(launched, "cannot write /dev/full: No space left on device");
    assertThat(launched.out()).contains("DEADLOCK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--resume"})
  void aFullDiskIsSeenBeforeTheWork(String option) throws Exception {
    assumeRoot();
    final Launched launched = run("mkdir full && mount -t tmpfs -o size=64k tmpfs full"
        + " && trap 'umount full' EXIT && head -c 60k /dev/zero > full/zeroes && "
        + Launched.killpath() + "table --schedules 1000000000 " + option + " full/file");
    assertThat(launched.err()).contains("No space left on device").hasLineCount(1);
    assertThat(launched.status()).isEqualTo(2);
  }

  @Test
  void aReadOnlyPlaceIsSeenBeforeTheWork() throws Exception {
    assumeRoot();
    final String mounted = "mkdir ro && mount -t tmpfs tmpfs ro && trap 'umount ro' EXIT"
        + " && echo old >ro/old && mount -o remount,ro ro && ";
    final String table = Launched.killpath() + "table --schedules 1000000000 ";
    final Launched launched = run(mounted + "for option in '-o ro/new' '-o ro/old'"
        + " '--resume ro/new'; do " + table + "$option; echo $?; done; "
        + Launched.killpath() + "explore C upstream --strategy dpor --save ro/new; echo $?");
    assertThat(launched.err().lines())
        .containsExactly(
            "killpath: cannot write ro/new: Read-only file system",
            "killpath: cannot write ro/old: it is not writable",
            "killpath: cannot use ro/new: Read-only file system",
            "killpath: cannot write ro/new: Read-only file system");
    assertThat(launched.out().lines()).containsExactly("2", "2", "2", "2");
  }

  /** There is room for what is tried before the work, and not for what comes of it. */
  @Test
  void aDiskThatIsFullAfterTheWorkIsAnErrorAndTheResultIsPrinted() throws Exception {
    assumeRoot();
    final String table = "table --designs upstream --schedules 2 --format json ";
    final Launched launched = run("mkdir full && mount -t tmpfs -o size=96k tmpfs full"
        + " && trap 'umount full' EXIT && head -c 16k /dev/zero > full/zeroes; "
        + Launched.killpath() + table + "--resume full/kept && exit 9; "
        + "rm -f full/kept; " // a slow machine has kept a part of it meanwhile
        + Launched.killpath() + table + "-o full/table; status=$?; ls -A full >&2; exit $status");
    assertThat(launched.err().lines())
        .containsExactly(
            "killpath: what is finished was not kept in full/kept: No space left on device",
            "killpath: cannot write full/table: No space left on device;"
                + " the result goes to standard output",
            "zeroes");
    assertThat(launched.status()).isEqualTo(3);
    final List<String> lines = launched.out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines.subList(lines.size() / 2, lines.size()))
        .isEqualTo(lines.subList(0, lines.size() / 2));
  }

  @Test
  void aFileThatSomethingIsMountedOnIsWrittenInPlace() throws Exception {
    assumeRoot();
    final Launched launched = run("echo old >source; echo mounted >target;"
        + " mount --bind source target && trap 'umount target' EXIT; " + Launched.killpath()
        + TABLE + "-o target");
    assertThat(launched.status()).as(launched.err()).isZero();
    assertThat(directory.resolve("source")).content().contains("DEADLOCK");
    assertThat(directory.resolve("target")).hasContent("mounted");
  }

  @Test
  void aPipeIsWrittenWhenSomebodyReadsIt() throws Exception {
    final Launched launched = run("mkfifo pipe; (cat pipe >read) & " + Launched.killpath() + TABLE
        + "-o pipe; status=$?; wait; exit $status");
    assertThat(launched.status()).isZero();
    assertThat(launched.err()).isEqualTo("killpath: waiting for somebody to read from pipe\n");
    assertThat(directory.resolve("read")).content().contains("DEADLOCK");
  }

  private static void assumeRoot() {
    final boolean root = System.getProperty("user.name").equals("root");
    if (!root) {
      System.err.println("SKIPPED, since only root may mount: tests of full disks and bind mounts");
    }
    assumeTrue(root, "only root may mount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TABLE + "--format html -o page",
        "explore raced-C upstream --strategy dpor",
      })
  void aLittleMemoryIsEnoughOrSaidToBeTooLittle(String command) throws Exception {
    final Launched launched = run(Launched.killpath("-Xmx32m") + command + " <&-");
    assertThat(launched.status()).as(launched.err()).isIn(0, 3);
    if (launched.status() == 3) {
      assertThat(launched.err()).contains("killpath: failed: out of memory");
    } else {
      assertThat(launched.err()).isEmpty();
    }
  }

  @Test
  void tooLittleMemoryIsAFailureAndNoFinding() throws Exception {
    final Launched launched = run(Launched.killpath("-Xmx10m") + "table --schedules 1");
    assertThat(launched.status()).as(launched.out()).isEqualTo(3);
    assertThat(launched.err()).contains("out of memory").doesNotContain("still busy");
  }

  @Test
  void whatNeverEndsIsNoInput() throws Exception {
    for (String command : List.of(
        "merge /dev/zero", "table --resume /dev/zero", "explore C upstream --continue /dev/zero")) {
      final Launched launched = run(Launched.killpath("-Xmx32m") + command);
      assertThat(launched.err()).startsWith("killpath: cannot use /dev/zero: ").hasLineCount(1);
      assertThat(launched.status()).isEqualTo(2);
    }
  }

  @Test
  void twoRunsDoNotShareAFile() throws Exception {
    final String table = Launched.killpath() + "table --scenarios C --designs upstream"
        + " --resume kept --schedules 1000000000 ";
    final Launched launched = run(table + ">one 2>&1 & pid=$!; until test -e kept; do :; done; "
        + table + "; status=$?; kill -TERM $pid; wait $pid; exit $status");
    assertThat(launched.err()).isEqualTo("killpath: cannot use kept: another run is using it\n");
    assertThat(launched.status()).isEqualTo(2);
    assertThat(directory.resolve("one")).content().startsWith("PARTIAL: interrupted");
  }

  /** Whatever comes when: the file is there in full, and a later run comes to the same. */
  @Test
  void aSignalAtAnyMomentLosesNothing() throws Exception {
    final String table = Launched.killpath() + "table --schedules 300 --scenarios C,D1,kill-flush"
        + " --designs upstream,dev-mutex --resume kept --format csv";
    final SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < SIGNALS; i++) {
      final String signal = List.of("INT", "TERM", "KILL", "HUP").get(i % 4);
      final Launched launched = run(table + " >out 2>&1 & pid=$!; sleep 0." + random.nextInt(2, 10)
          + "; kill -" + signal + " $pid; wait $pid");
      assertThat(launched.status()).isIn(0, 128 + 2, 128 + 15, 128 + 9, 128 + 1);
    }
    final Launched resumed = run(table);
    assertThat(resumed.err()).isEmpty();
    Files.delete(directory.resolve("kept"));
    assertThat(run(table).out()).isEqualTo(resumed.out());
  }
}
