package org.killpath.app.cli.option;

import java.util.Locale;

/** How results are written. */
public enum Format {
  TEXT,
  MARKDOWN,
  CSV,
  JSON,
  /** One page that needs no other file. */
  HTML,
  /** A picture. */
  SVG,
  /** A trace for Perfetto, or Chrome's tracing page. */
  PERFETTO,
  /** The file of expected outcomes; only where a sample of the whole grid makes sense. */
  EXPECTATIONS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
