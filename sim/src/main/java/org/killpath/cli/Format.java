package org.killpath.cli;

import java.util.Locale;

/** How results are written. */
enum Format {
  TEXT,
  MARKDOWN,
  CSV,
  JSON,
  /** The file of expected outcomes; only where a sample of the whole grid makes sense. */
  EXPECTATIONS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
