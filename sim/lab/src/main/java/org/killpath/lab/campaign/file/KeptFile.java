package org.killpath.lab.campaign.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One kind of file that is kept between runs: JSON, a {@link Body} in an envelope of what it is, the
 * version of its form, and a digest of it.
 *
 * <p>Reading is strict: nothing may be missing, unknown, there twice, out of order, null, or follow
 * after the end. The digest is over the body as this program writes it, so that white space does
 * not matter, and everything else does. It tells damage and carelessness, not malice: whoever
 * computes it anew has still to get past {@link Body#check}.
 *
 * @param <T> what is kept
 */
public final class KeptFile<T extends KeptFile.Body> {
  /** More than a hundred times what the whole table makes. */
  public static final long MOST_BYTES = 64L << 20;

  private static final String KIND = "killpath";
  private static final String FORM = "form";
  private static final String DIGEST = "sha256";
  private static final String BODY = "body";
  private static final JsonMapper JSON = StrictJson.mapper();

  /** What is kept in a file, a record of what JSON knows. */
  public interface Body {
    /**
     * Makes sure that it is what a run may have left behind, as far as that shows without one.
     *
     * @throws BadFile if it is not
     */
    void check();
  }

  private final String kind;
  private final int form;
  private final Class<T> type;

  /**
   * A kind of file.
   *
   * @param kind its name, which the file says, and messages do
   * @param form which of its forms this program reads and writes
   */
  public KeptFile(String kind, int form, Class<T> type) {
    this.kind = kind;
    this.form = form;
    this.type = type;
  }

  /** What the file holds that keeps {@code body}. */
  public String text(T body) {
    final String json = json(body);
    return "{" + quoted(KIND) + ":" + quoted(kind) + "," + quoted(FORM) + ":" + form + ","
        + quoted(DIGEST) + ":" + quoted(digest(json)) + "," + quoted(BODY) + ":\n" + json + "}\n";
  }

  /**
   * Reads a file.
   *
   * @throws BadFile if it is of another kind or form, damaged, or not what a run leaves behind
   * @throws IOException if it cannot be read
   */
  public T read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /** Likewise; {@code in} is not closed. */
  @SuppressWarnings("resource") // whoever opened the stream closes it
  public T read(InputStream in) throws IOException {
    final Reader text = new InputStreamReader(
        new BoundedInput(in, MOST_BYTES), StandardCharsets.UTF_8.newDecoder());
    final JsonParser parser = JSON.createParser(text);
    try {
      final T body = read(parser);
      body.check();
      return body;
    } catch (CharacterCodingException e) {
      throw new BadFile("it is no " + kind + " file: it is not text in UTF-8");
    } catch (JsonProcessingException e) {
      throw cause(e)
          .orElseGet(() -> new BadFile("it is no " + kind + " file, or a damaged one"
              + Optional.ofNullable(e.getLocation())
                  .filter(at -> at.getLineNr() > 0)
                  .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                  .orElse("")));
    }
  }

  private T read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT || !KIND.equals(parser.nextFieldName())) {
      throw noSuchFile();
    }
    final String found = Optional.ofNullable(parser.nextTextValue()).orElseThrow(this::noSuchFile);
    if (!found.equals(kind)) {
      throw new BadFile("it is no " + kind + " file"
          + (found.matches("[a-z ]{1,20}") ? ", but a " + found + " file" : ""));
    }
    expect(FORM, parser);
    final int itsForm = parser.nextIntValue(0);
    if (itsForm != form) {
      throw new BadFile("it is of form " + itsForm + "; this program reads form " + form);
    }
    expect(DIGEST, parser);
    final String digest = Optional.ofNullable(parser.nextTextValue()).orElse("");
    expect(BODY, parser);
    parser.nextToken();
    final T body = Optional.ofNullable(JSON.readValue(parser, type)).orElseThrow(this::noSuchFile);
    if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new BadFile("it is damaged: something follows where it should end");
    }
    if (!digest.equals(digest(json(body)))) {
      throw new BadFile("it was changed or damaged: its digest does not match");
    }
    return body;
  }

  private static String quoted(String plain) {
    return '"' + plain + '"';
  }

  private void expect(String member, JsonParser parser) throws IOException {
    if (!member.equals(parser.nextFieldName())) {
      throw noSuchFile();
    }
  }

  private BadFile noSuchFile() {
    return new BadFile("it is no " + kind + " file, or one of an older program");
  }

  private static Optional<BadFile> cause(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadFile bad) {
        return Optional.of(bad);
      }
    }
    return Optional.empty();
  }

  private String json(T body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String digest(String json) {
    try {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((kind + "\n" + form + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
