package org.killpath.app.kit.heard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.killpath.app.kit.Playables;

/** What consoles said, for tests: cut from a run on a stock Debian kernel. */
public final class Consoles {
  private static final Pattern BEGIN = Pattern.compile("(begin ordering=)(\\S+)( digest=)\\S+");

  private Consoles() {}

  /** C, E2 and N on 6.12.117, as if the scripts of today had been played. */
  public static String played() {
    return cut("C-E2-N-6.12.log");
  }

  /** A core dump, a stopped group, a stranger with a socket lock: E2-coredump, T-stop and K. */
  public static String besides() {
    return cut("coredump-stop-socket-6.12.log");
  }

  /** The same, but for the ordering, which was another one. */
  public static String playedAs(String ordering, String was) {
    return withDigests(played().replace("ordering=" + was + " ", "ordering=" + ordering + " "));
  }

  private static String cut(String name) {
    try (InputStream in = Consoles.class.getResourceAsStream(name)) {
      return withDigests(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withDigests(String text) {
    return BEGIN
        .matcher(text)
        .replaceAll(begin -> begin.group(1)
            + begin.group(2)
            + begin.group(3)
            + Playables.packed(begin.group(2)).orElseThrow().script().source().digest());
  }

  static Heard heard(String console) {
    try {
      return ConsoleReader.read(
          "console.log", new ByteArrayInputStream(console.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
