package org.killpath.app.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Style and script of a page: written into it, so that it needs no other file. */
public record Assets(String style, String script) {

  /** Of pages of words. */
  public static Assets words() {
    return new Assets(all("timeline.css", "page.css"), "");
  }

  /** Of a page about one execution. */
  public static Assets verdict() {
    return new Assets(all("timeline.css", "page.css"), all("timeline.js", "stepper.js"));
  }

  /** Of a page about a table. */
  public static Assets table() {
    return new Assets(
        all("timeline.css", "page.css", "table.css"), all("timeline.js", "unfold.js", "table.js"));
  }

  /** Of timelines alone. */
  public static String timelineStyle() {
    return all("timeline.css");
  }

  /** Of the picture of a table. */
  public static String gridStyle() {
    return all("grid.css");
  }

  /** Nothing may be loaded, and no script may run but ours, whatever a name contains. */
  public String policy() {
    final String scripts = script.isEmpty() ? "'none'" : "'sha256-" + hash(script) + "'";
    return "default-src 'none'; style-src 'unsafe-inline'; script-src " + scripts;
  }

  private static String hash(String text) {
    try {
      final byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String all(String... names) {
    return List.of(names).stream().map(Assets::read).reduce("", String::concat);
  }

  private static String read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
