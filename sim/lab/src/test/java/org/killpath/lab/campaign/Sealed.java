package org.killpath.lab.campaign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an adversary does who knows how the digest is made: a lie with a digest of its own. */
final class Sealed {
  private Sealed() {}

  /** The file {@code text} with another body and the digest that belongs to it. */
  static String with(String text, String body) {
    final int form = Integer.parseInt(text.replaceAll("(?s).*?\"form\":(\\d+).*", "$1"));
    final String kind = text.replaceAll("(?s).*?\"killpath\":\"(\\w+)\".*", "$1");
    return text.substring(0, text.indexOf('\n') + 1)
            .replaceFirst("\"sha256\":\"\\w+\"", "\"sha256\":\"" + digest(kind, form, body) + "\"")
        + body + "}\n";
  }

  static String body(String text) {
    final String rest = text.substring(text.indexOf('\n') + 1);
    return rest.substring(0, rest.length() - 2);
  }

  private static String digest(String kind, int form, String body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256")
              .digest((kind + "\n" + form + "\n" + body).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
