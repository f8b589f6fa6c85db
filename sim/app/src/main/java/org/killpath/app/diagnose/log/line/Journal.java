package org.killpath.app.diagnose.log.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What {@code journalctl -o json}, {@code -o json-pretty} and {@code dmesg -J} print of a message, and
 * what containers' loggers and collectors write of one, made into the line that {@code dmesg} prints
 * of it.
 */
final class Journal {
  private static final byte[] OF_DMESG = "\"msg\": \"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OF_PRETTY = "\"MESSAGE\"".getBytes(StandardCharsets.US_ASCII);
  private static final int MICROS_DIGITS = 6;

  private final JsonFactory json = new JsonFactory();
  private boolean any;

  /** Was there any message? */
  boolean any() {
    return any;
  }

  /** May it be one? Asked for each line. */
  boolean concerns(byte[] line, int from, int to) {
    return to - from > 2
        && (((line[from] == '{' || line[from] == '\t') && line[from + 1] == '"')
            || (line[from] == ' ' && isOfDmesg(line, from, to)));
  }

  private static boolean isOfDmesg(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] == ' ') {
      at++;
    }
    return to - at > OF_DMESG.length
        && java.util.Arrays.equals(line, at, at + OF_DMESG.length, OF_DMESG, 0, OF_DMESG.length);
  }

  /** The message, with its time if the kernel wrote it; empty if there is none. */
  Optional<byte[]> message(byte[] line, int from, int to) {
    final Optional<byte[]> message = switch (line[from]) {
      case '{' -> parsed(line, from, to);
      case ' ' -> object(line, from, to);
      default -> pretty(line, from + 1, to);
    };
    any |= message.isPresent();
    return message;
  }

  /** One field of an object that is spread over lines. */
  private Optional<byte[]> pretty(byte[] line, int from, int to) {
    if (to - from < OF_PRETTY.length
        || !java.util.Arrays.equals(
            line, from, from + OF_PRETTY.length, OF_PRETTY, 0, OF_PRETTY.length)) {
      return Optional.empty();
    }
    return object(line, from, to);
  }

  private Optional<byte[]> object(byte[] line, int from, int to) {
    final ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write('{');
    object.write(line, from, line[to - 1] == ',' ? to - from - 1 : to - from);
    object.write('}');
    return parsed(object.toByteArray(), 0, object.size());
  }

  private Optional<byte[]> parsed(byte[] line, int from, int to) {
    Optional<byte[]> message = Optional.empty();
    String micros = "";
    boolean kernel = false;
    try (JsonParser parser = json.createParser(line, from, to - from)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        final JsonToken value = parser.nextToken();
        switch (name) {
          case "MESSAGE", "msg", "message", "log" -> {
            final Optional<byte[]> text = value(parser, value);
            message = text.isPresent() ? text : message;
          }
          case "_TRANSPORT" -> kernel = "kernel".equals(parser.getText());
          case "_SOURCE_MONOTONIC_TIMESTAMP" -> micros = parser.getText();
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    final String prefix = kernel ? time(micros) : "";
    return message.map(text -> joined(prefix, text));
  }

  /** Text, or a list of bytes if it is no UTF-8. */
  private static Optional<byte[]> value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return Optional.of(parser.getText().getBytes(StandardCharsets.UTF_8));
    }
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return Optional.empty();
    }
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonToken next = parser.nextToken();
        next == JsonToken.VALUE_NUMBER_INT;
        next = parser.nextToken()) {
      bytes.write(parser.getIntValue());
    }
    return Optional.of(bytes.toByteArray());
  }

  private static byte[] joined(String prefix, byte[] text) {
    final ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
    line.write(text, 0, withoutEnd(text));
    return line.toByteArray();
  }

  /** Containers' loggers keep the end of a line. */
  private static int withoutEnd(byte[] text) {
    int end = text.length;
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      end--;
    }
    return end;
  }

  private static String time(String micros) {
    if (micros.isEmpty()
        || micros.length() > 16
        || !micros.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return "";
    }
    final String digits = "0".repeat(Math.max(0, MICROS_DIGITS + 1 - micros.length())) + micros;
    final int dot = digits.length() - MICROS_DIGITS;
    return "[" + digits.substring(0, dot) + "." + digits.substring(dot) + "] ";
  }
}
