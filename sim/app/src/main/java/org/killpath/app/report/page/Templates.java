package org.killpath.app.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Fills the templates, which were compiled with the program. */
public final class Templates {
  private Templates() {}

  public static String fill(String template, Object model) {
    final StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render(template, model, page);
    return page.toString();
  }
}
