package org.killpath.app.diagnose.log.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.LoggersPrefixes;
import org.killpath.app.diagnose.log.line.LogReader;
import org.killpath.app.diagnose.log.line.Marks;

/** What comes again is read as it was read the first time, but for its time and who printed it. */
class RepeatsTest {
  private static final int MOST_MASKED = 60;

  /** What a line came to. */
  private record Came(
      long number, int marks, String text, String caller, boolean prefixed, Optional<String> time) {
    static Came of(Line line, int marks, long number) {
      return new Came(number, marks, line.text(), line.caller(), line.prefixed(), line.time());
    }
  }

  /** Remembers, as the reader of long logs does. */
  private static final class Remembering implements LogReader.Lines {
    private final Repeats repeats = new Repeats();
    private final List<Came> lines = new ArrayList<>();
    private int known;

    @Override
    public void line(byte[] text, int from, int to, int marks, long number) {
      lines.add(Came.of(Line.of(text, from, to), marks, number));
    }

    @Override
    public void verbatim(byte[] text, int from, int to, int marks, long number) {
      line(text, from, to, marks, number);
      repeats.remember(text, from, to, marks);
    }

    @Override
    public int again(byte[] text, int from, int to, long number) {
      final Optional<Known> found = repeats.find(text, from, to);
      found.ifPresent(one -> {
        known++;
        lines.add(Came.of(one.line(text, from), one.marks(), number));
      });
      return found.map(Known::marks).orElse(UNKNOWN);
    }
  }

  private static List<Came> forgetting(byte[] log) throws IOException {
    final List<Came> lines = new ArrayList<>();
    LogReader.read(
        new ByteArrayInputStream(log),
        (text, from, to, marks, number) ->
            lines.add(Came.of(Line.of(text, from, to), marks, number)));
    return lines;
  }

  private static int check(byte[] log, String what) throws IOException {
    final Remembering remembering = new Remembering();
    LogReader.read(new ByteArrayInputStream(log), remembering);
    assertThat(remembering.lines).as(what).isEqualTo(forgetting(log));
    return remembering.known;
  }

  private static List<Path> logs() throws IOException, URISyntaxException {
    final Path all =
        Path.of(RepeatsTest.class.getResource("/org/killpath/app/diagnose").toURI());
    try (Stream<Path> files = Files.walk(all)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Other digits, wherever a line's prefix may be. */
  private static byte[] laterOn(byte[] log, SplittableRandom random) {
    final byte[] later = log.clone();
    int column = 0;
    for (int i = 0; i < later.length; i++) {
      column = later[i] == '\n' ? 0 : column + 1;
      if (column < MOST_MASKED && later[i] >= '0' && later[i] <= '9' && random.nextInt(3) > 0) {
        later[i] = (byte) ('0' + random.nextInt(10));
      }
    }
    return later;
  }

  @Test
  void whateverTheDigitsBeforeAMessageItIsReadTheSame() throws Exception {
    final SplittableRandom random = new SplittableRandom(1);
    for (Path file : logs()) {
      final byte[] log = Files.readAllBytes(file);
      final ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < 6; i++) {
        all.writeBytes(i % 3 == 0 ? log : laterOn(log, random));
      }
      check(all.toByteArray(), file.toString());
    }
  }

  @Test
  void linesThatDifferInTheirTimesAloneAreFoundAgain() throws IOException {
    final List<String> messages = messages("cases/i2-6.17-flush-no-worker-in-list.txt");
    for (String prefix : LoggersPrefixes.ALL) {
      final StringBuilder log = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        for (String message : messages) {
          log.append(String.format(Locale.ROOT, prefix, 700 + i, 17 * i))
              .append(message)
              .append('\n');
        }
      }
      final int known = check(log.toString().getBytes(StandardCharsets.UTF_8), prefix);
      if (prefix.indexOf('\u001b') < 0 && prefix.indexOf('"') < 0 && !prefix.contains(">1 ")) {
        assertThat(known).as(prefix).isGreaterThan(30 * messages.size());
      }
    }
  }

  private static List<String> messages(String name) throws IOException {
    try (InputStream in =
        RepeatsTest.class.getResourceAsStream("/org/killpath/app/diagnose/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("^\\[ *\\d+\\.\\d+\\] ?", ""))
          .filter(line -> !line.isBlank())
          .toList();
    }
  }

  @Test
  void whoPrintedALineIsNotForgotten() throws IOException {
    final StringBuilder log = new StringBuilder();
    for (int i = 10; i < 99; i++) {
      log.append("[  700.0000").append(i).append("][   T").append(i).append("] Call Trace:\n");
    }
    final Remembering remembering = new Remembering();
    LogReader.read(
        new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8)), remembering);
    assertThat(remembering.known).isGreaterThan(80);
    for (int i = 10; i < 99; i++) {
      final Came line = remembering.lines.get(i - 10);
      assertThat(line.caller()).isEqualTo("T" + i);
      assertThat(line.time()).contains("700.0000" + i);
      assertThat(Marks.have(line.marks(), Marks.TRACE)).isTrue();
    }
  }

  @Test
  void aLogInWhichNothingComesTwiceIsReadToo() throws IOException {
    final StringBuilder log = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      log.append('[')
          .append(i * 7919L % 1_000_000)
          .append(".000000] ")
          .append("x".repeat(i % 290))
          .append(" schedule+0x")
          .append(Integer.toHexString(i))
          .append("/0xf0\n");
    }
    assertThat(check(log.toString().getBytes(StandardCharsets.UTF_8), "unique")).isZero();
  }
}
