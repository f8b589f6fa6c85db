package org.killpath.app.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.killpath.app.cli.Invocation;

/** {@code killpath diagnose}, from the command line to the result. */
@Isolated("it exchanges standard input")
public class DiagnoseCommandTest {
  @TempDir
  private Path directory;

  private Path log;

  public static byte[] excerpt(String name) throws IOException {
    try (InputStream in =
        DiagnoseCommandTest.class.getResourceAsStream("/org/killpath/app/diagnose/" + name)) {
      return in.readAllBytes();
    }
  }

  @BeforeEach
  void writeLog() throws IOException {
    log = Files.write(directory.resolve("console.log"), excerpt("holder-asleep-6.12.log"));
  }

  private static Invocation diagnose(String... arguments) {
    return Invocation.of(
        Stream.concat(Stream.of("diagnose"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void aHostileNameIsTextOnThePage() throws IOException {
    final String hostile = new String(excerpt("holder-asleep-6.12.log"), UTF_8)
        .replace("gt-holder-out/", "<img src=x onerror=alert(1)>/");
    Files.writeString(log, hostile);
    final Invocation invocation = diagnose(log.toString(), "--format", "html");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out())
        .contains("<!DOCTYPE html>", "is hung in the kill handler", "C x upstream")
        .contains("&lt;img src=x")
        .doesNotContain("<img");
  }

  @Test
  void aHangIsToldInPlainWords() {
    final Invocation invocation = diagnose(log.toString(), "--schedules", "10");
    assertThat(invocation.status()).isZero();
    assertThat(invocation.err()).isEmpty();
    assertThat(invocation.out())
        .startsWith("read: 31 lines of a kernel, ")
        .contains("\nvhost-38/39 (thread group 38) is hung in the kill handler's detach loop")
        .contains("held by         gt-holder-out/40")
        .containsPattern("1\\. C x upstream: HUNG_RELEASED in \\d+ of \\d+ schedules; fits")
        .containsPattern("replay kp\\d+\\.C\\.upstream\\.")
        .contains("drain-first hangs in C")
        .contains("cannot be told")
        .contains("10 random schedules of each cell");
    assertThat(invocation.lines())
        .filteredOn(line -> !line.contains("replay"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Invocation.WIDTH));
  }

  @Test
  void theTokenReplaysWhatTheLogShows() {
    final String token =
        diagnose("--format", "csv", log.toString()).lines().get(1).replaceAll(".*,", "");
    assertThat(Invocation.of("replay", token).out())
        .startsWith("C x upstream: HUNG_RELEASED")
        .contains("in vhost_worker_killed(): blocked on vq[0].mutex");
  }

  @Test
  void standardInputIsReadWithoutAFileAndForADash() throws IOException {
    final InputStream before = System.in;
    try {
      for (String[] arguments : new String[][] {{}, {"-"}}) {
        System.setIn(new ByteArrayInputStream(excerpt("holder-asleep-6.12.log")));
        assertThat(diagnose(arguments)).isEqualTo(diagnose(log.toString()));
      }
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void severalFilesAreOneCase() throws IOException {
    final Path blocked = Files.writeString(directory.resolve("blocked.txt"), """
        vhost-1000/1010 (group 1000) state D at vhost_worker_killed < vhost_task_fn
        """);
    final Path owner = Files.writeString(directory.resolve("owner.txt"), """
        vhost-1000/1010 (group 1000) state D at vhost_worker_killed < vhost_task_fn
            waits for mutex 0xffff888001b00258 (owner word 0xffff888003a40001) HELD BY h/7 (group 7) \
        state S at handle_userfault < vhost_vring_ioctl
        """);
    assertThat(diagnose(blocked.toString(), owner.toString()).out())
        .contains("cause: h/7 has what it waits for (certain)");
  }

  @Test
  void jsonHasEverything() throws IOException {
    final JsonNode root =
        new ObjectMapper().readTree(diagnose("--format", "json", log.toString()).out());
    final JsonNode hang = root.get("hangs").get(0);
    assertThat(hang.get("task").get("comm").asText()).isEqualTo("vhost-38");
    assertThat(hang.get("task").get("wanted").get("name").asText()).isEqualTo("vq.mutex");
    assertThat(hang.get("holder").get("task").get("pid").asInt()).isEqualTo(40);
    assertThat(hang.get("orderings").get(0).get("scenario").asText()).isEqualTo("C");
    assertThat(hang.get("orderings").get(0).get("fits").asBoolean()).isTrue();
    assertThat(hang.get("designs")).isNotEmpty();
    assertThat(hang.get("capture_next")).isNotEmpty();
    assertThat(root.get("read").get("lines").asInt()).isEqualTo(31);
    assertThat(root.get("read").get("kernel_lines").asInt()).isEqualTo(31);
    assertThat(root.get("answer").get(0).asText()).startsWith("read: 31 lines of a kernel");
    assertThat(hang.get("certainty").asText()).isEqualTo("reported");
    assertThat(hang.get("kernel_code").asText()).isEqualTo("either");
    assertThat(root.get("timeline").get(0).get("kind").asText()).isEqualTo("hung task");
  }

  @Test
  void csvHasALineForEachOrdering() {
    final Invocation invocation = diagnose("--format", "csv", log.toString());
    assertThat(invocation.lines().get(0)).startsWith("scenario,design,outcome,rank,fits,");
    assertThat(invocation.lines().get(1)).startsWith("C,upstream,HUNG_RELEASED,1,true,");
    assertThat(invocation.lines()).hasSizeGreaterThan(5);
  }

  @Test
  void markdownHasATableOfTheOrderings() {
    assertThat(diagnose("--format", "markdown", log.toString()).lines())
        .contains("## vhost-38/39", "| ordering | design | outcome | seen in | fit | replay |");
  }

  @Test
  void theResultGoesToAFile() throws IOException {
    final Path out = directory.resolve("diagnosis.txt");
    final Invocation invocation = diagnose("-o", out.toString(), log.toString());
    assertThat(invocation.out()).isEmpty();
    assertThat(Files.readString(out)).contains("\nvhost-38/39 (thread group 38) is hung");
  }

  @Test
  void aLogWithoutVhostIsNoFailure() throws IOException {
    Files.writeString(log, "[    1.000000] usb 1-1: new device\n");
    final Invocation invocation = diagnose(log.toString());
    assertThat(invocation.status()).isZero();
    assertThat(invocation.out()).isEqualTo("""
            read: 1 line of a kernel, none mentions vhost, 0 reports read.
            Nothing of vhost and no hung task is in this log.
            """);
  }

  @Test
  void whatCannotBeReadIsSaidInALine() {
    for (String file : new String[] {directory + "/none.log", directory.toString(), "a\0b"}) {
      final Invocation invocation = diagnose(file);
      assertThat(invocation.status()).as(file).isEqualTo(2);
      assertThat(invocation.err().lines()).hasSize(1);
      assertThat(invocation.out()).isEmpty();
    }
  }

  /** As of a command in front of it that failed. */
  @Test
  void whatIsEmptyIsNoLog() throws IOException {
    final Path file = Files.createFile(directory.resolve("empty.log"));
    final Invocation invocation = diagnose(file.toString());
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).isEqualTo("killpath: cannot read " + file + ": it is empty\n");
    assertThat(invocation.out()).isEmpty();
  }

  /** It is not empty: nothing of it could be unpacked. */
  @Test
  void whatIsBrokenFromTheBeginningIsNotCalledEmpty() throws IOException {
    final Path file = directory.resolve("broken.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7});
    final Invocation invocation = diagnose(file.toString());
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err())
        .isEqualTo(
            "killpath: cannot read " + file + ": the gzip data is broken after 0 bytes of text\n");
  }

  @Test
  void whatIsNoTextIsRefusedInALine() throws IOException {
    final byte[] noise = new byte[20_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 239);
    }
    final Path file = directory.resolve("noise.bin");
    Files.write(file, noise);
    final Invocation invocation = diagnose(file.toString());
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).contains("no text, but 20000 bytes").hasLineCount(1);
    assertThat(invocation.out()).isEmpty();
  }
}
