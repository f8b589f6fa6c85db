package org.killpath.app.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Fills the templates, which were compiled with the program. */
public final class Templates {
  private Templates() {}

  /** A whole page or picture: bytes that are the same in every character set that knows ASCII. */
  public static String fill(String template, Object model) {
    return ascii(piece(template, model));
  }

  /** A piece of a page. */
  static String piece(String template, Object model) {
    final StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render(template, model, page);
    return page.toString();
  }

  /** Whatever is not ASCII as a character reference; styles and scripts have nothing such. */
  private static String ascii(String page) {
    final StringBuilder out = new StringBuilder(page.length());
    page.codePoints().forEach(character -> {
      if (character < 0x80) {
        out.append((char) character);
      } else {
        out.append("&#").append(character).append(';');
      }
    });
    return out.toString();
  }
}
