package org.killpath.app.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Style and script of the pages: written into each of them, so that it needs no other file. */
public final class Assets {
  private Assets() {}

  /** Of pages and of the timelines in them. */
  public static String pageStyle() {
    return read("timeline.css") + read("page.css");
  }

  /** Of timelines alone. */
  public static String timelineStyle() {
    return read("timeline.css");
  }

  /** Of the picture of a table. */
  public static String gridStyle() {
    return read("grid.css");
  }

  public static String script() {
    return read("page.js");
  }

  /** Nothing may be loaded, and no script may run but ours, whatever a name contains. */
  public static String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + hash(script())
        + "'";
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
