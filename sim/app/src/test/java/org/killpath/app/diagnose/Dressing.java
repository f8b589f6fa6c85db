package org.killpath.app.diagnose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Dresses the messages of a log as they may come to somebody: frames of an architecture, a header of
 * an old kernel, a logger's prefix, quoting, wrapping, a mail's or a file's encoding.
 */
final class Dressing {
  private static final Pattern FRAME =
      Pattern.compile("^ (\\? )?([A-Za-z_][\\w.]*)\\+0x[0-9a-f]+/0x[0-9a-f]+(?: \\[(\\w+)\\])?$");
  private static final Pattern HEADER = Pattern.compile(
      "^task:(\\S+) +state:(\\S) +stack:\\d+ +pid:(\\d+) +tgid:(\\d+) +ppid:(\\d+) +flags:(\\S+)$");
  private static final int SHORTEST = 44;

  private final SplittableRandom random;
  private final StringBuilder how = new StringBuilder();
  private int prefixLength;

  Dressing(long seed) {
    random = new SplittableRandom(seed);
  }

  /** What was put on, for a test that fails. */
  String how() {
    return how.toString();
  }

  byte[] dress(List<String> messages) {
    List<String> lines = frames(messages);
    lines = headers(lines);
    lines = prefixed(lines);
    if (random.nextInt(3) == 0) {
      lines = wrapped(lines);
    }
    lines = quoted(lines);
    return encoded(lines);
  }

  private int choose(String what, int most) {
    final int choice = random.nextInt(most);
    how.append(what).append(' ').append(choice).append("; ");
    return choice;
  }

  private List<String> frames(List<String> messages) {
    final int form = choose("frames", 9);
    final List<String> lines = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      final String line = messages.get(i);
      final Matcher frame = FRAME.matcher(line);
      final boolean untagged = form == 1 || form == 2 || form >= 4;
      if (untagged && line.contains("TASK>")) {
        continue;
      }
      if (!frame.matches()) {
        lines.add(form == 1 || form == 2 ? line.replace("Call Trace:", "Call trace:") : line);
        continue;
      }
      if ((form == 1 || form == 2 || form == 4) && frame.group(2).equals("__schedule")) {
        lines.add(
            frame(form, " __switch_to+0xf0/0x158", FRAME.matcher(" __switch_to+0xf0/0x158"), ""));
      }
      final Matcher next =
          i + 1 < messages.size() ? FRAME.matcher(messages.get(i + 1)) : FRAME.matcher("");
      lines.add(frame(form, line, frame, next.matches() ? next.group(2) : "0x0"));
    }
    return lines;
  }

  private String frame(int form, String line, Matcher frame, String caller) {
    if (!frame.matches()) {
      throw new IllegalArgumentException(line);
    }
    final String plain = line.substring(1);
    return switch (form) {
      case 2 -> line.contains("[") ? line : line + " (T)";
      case 3 -> " [<" + address(16, "ffffffff81") + ">] " + plain;
      case 4 -> "[" + address(16, "c00000") + "] [" + address(16, "c00000") + "] " + plain;
      case 5 -> " [<" + address(16, "000000") + ">] " + plain;
      case 6 -> "[<" + address(16, "ffffffff80") + ">] " + plain;
      case 7 ->
        frame.group(3) == null
            ? "[<" + address(8, "c0") + ">] (" + plain + ") from [<" + address(8, "c0") + ">] ("
                + caller + "+0x1c/0x40)"
            : line;
      case 8 ->
        frame.group(3) == null && !caller.equals("0x0")
            ? " " + frame.group(2) + " from " + caller + "+0x1c/0x40"
            : line;
      default -> line;
    };
  }

  private String address(int digits, String beginning) {
    final StringBuilder address = new StringBuilder(beginning);
    while (address.length() < digits) {
      address.append(Character.forDigit(random.nextInt(16), 16));
    }
    return address.toString();
  }

  private List<String> headers(List<String> messages) {
    final int form = choose("header", 4);
    return messages.stream().map(line -> header(form, line)).toList();
  }

  private static String header(int form, String line) {
    final Matcher header = HEADER.matcher(line);
    if (!header.matches() || form == 0) {
      return line;
    }
    return switch (form) {
      case 1 ->
        String.format(
            Locale.ROOT,
            "task:%-15s state:%s stack:    0 pid:%5s ppid:%6s flags:%s",
            header.group(1),
            header.group(2),
            header.group(3),
            header.group(5),
            header.group(6));
      case 2 ->
        String.format(
            Locale.ROOT,
            "%-15s %s    0 %5s %6s %s",
            header.group(1),
            header.group(2),
            header.group(3),
            header.group(5),
            header.group(6));
      default ->
        String.format(
            Locale.ROOT,
            "%-15s %s ffff880012345678     0 %5s %6s %s",
            header.group(1),
            header.group(2),
            header.group(3),
            header.group(5),
            header.group(6));
    };
  }

  private List<String> prefixed(List<String> messages) {
    final String prefix = LoggersPrefixes.ALL.get(choose("prefix", LoggersPrefixes.ALL.size()));
    prefixLength = prefix.length();
    final List<String> lines = new ArrayList<>();
    int step = 0;
    for (String line : messages) {
      lines.add(
          (prefix.contains("%") ? String.format(Locale.ROOT, prefix, 700, step) : prefix) + line);
      step += 17;
    }
    return lines;
  }

  /** At a blank, as mail programs do; what comes below has no prefix. */
  private List<String> wrapped(List<String> messages) {
    final int width = Math.max(72 + choose("wrap", 40), prefixLength + 30);
    final List<String> lines = new ArrayList<>();
    for (String message : messages) {
      String rest = message;
      while (rest.length() > width) {
        int at = rest.lastIndexOf(' ', width);
        if (at < SHORTEST) {
          at = rest.indexOf(' ', width);
        }
        if (at < 0) {
          break;
        }
        lines.add(rest.substring(0, at));
        rest = rest.substring(at).strip();
      }
      lines.add(rest);
    }
    return lines;
  }

  private List<String> quoted(List<String> messages) {
    final String mark = List.of(
            "", "", "> ", ">", "> > ", ">> ", ">>> ", "| ", "    ", "\t", "   ", "> > > > ", "JD> ")
        .get(choose("quote", 13));
    final List<String> lines = new ArrayList<>();
    lines.add("On some day somebody wrote:");
    messages.forEach(line -> lines.add(mark + line));
    lines.add("Any idea?");
    return lines;
  }

  private byte[] encoded(List<String> lines) {
    final String end = choose("end", 3) == 0 ? "\r\n" : "\n";
    final String text = String.join(end, lines) + end;
    return switch (choose("encoding", 52)) {
      case 0, 1 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 2, 3 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
      case 4, 5 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE);
      case 6 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 7 -> text.getBytes(StandardCharsets.UTF_16BE);
      case 8, 9 -> packed(text, GZIPOutputStream::new);
      case 10 ->
        packed(text, out -> {
          final LZMA2Options options = new LZMA2Options(0);
          options.setDictSize(LZMA2Options.DICT_SIZE_MIN);
          return new XZOutputStream(out, options);
        });
      case 11, 12, 13 ->
        ("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
                + quotedPrintable(text))
            .getBytes(StandardCharsets.US_ASCII);
      case 14, 15 -> quotedPrintable(text).getBytes(StandardCharsets.US_ASCII);
      case 16, 17 ->
        ("From a@b Sun Nov 22 06:22:33 2026\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\n")
            .getBytes(StandardCharsets.US_ASCII);
      case 18, 19 -> ShownLines.inJson(lines).getBytes(StandardCharsets.UTF_8);
      case 20 -> ShownLines.onPage(lines).getBytes(StandardCharsets.UTF_8);
      case 22 -> ShownLines.inOneString(lines).getBytes(StandardCharsets.UTF_8);
      case 23 -> ShownLines.inRecords(lines).getBytes(StandardCharsets.UTF_8);
      case 24 -> ShownLines.bySeveral(lines).getBytes(StandardCharsets.UTF_8);
      case 25 -> ShownLines.typeset(lines).getBytes(StandardCharsets.UTF_8);
      case 26 -> ShownLines.inOneParagraph(lines).getBytes(StandardCharsets.UTF_8);
      case 21 -> ShownLines.onTerminal(lines).getBytes(StandardCharsets.UTF_8);
      default -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  private interface Packer {
    OutputStream pack(OutputStream out) throws IOException;
  }

  private static byte[] packed(String text, Packer packer) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.pack(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** With soft breaks at 76, as mail programs send it. */
  private static String quotedPrintable(String text) {
    final StringBuilder out = new StringBuilder();
    for (String line : text.split("\r?\n", -1)) {
      int column = 0;
      for (byte b : line.getBytes(StandardCharsets.UTF_8)) {
        final String sign = b == '=' || b < ' ' || b > '~'
            ? String.format(Locale.ROOT, "=%02X", b & 0xff)
            : String.valueOf((char) b);
        if (column + sign.length() > 75) {
          out.append("=\n");
          column = 0;
        }
        out.append(sign);
        column += sign.length();
      }
      out.append('\n');
    }
    return out.toString();
  }
}
