package org.killpath.app.diagnose.log.dressing;

/** What a page makes of the characters that it cannot show as they are, where its source was copied. */
final class Entities {
  private Entities() {}

  /** The line as the page shows it. */
  static String without(String line) {
    final int first = line.indexOf('&');
    if (first < 0
        || (line.indexOf("&lt;", first) < 0
            && line.indexOf("&gt;", first) < 0
            && line.indexOf("&amp;", first) < 0
            && line.indexOf("&quot;", first) < 0)) {
      return line;
    }
    return line.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }
}
