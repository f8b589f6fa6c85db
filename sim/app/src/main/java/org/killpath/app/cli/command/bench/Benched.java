package org.killpath.app.cli.command.bench;

import java.util.Optional;
import org.killpath.app.cli.option.Forms;
import org.killpath.lab.table.Document;

/**
 * What a benchmark came to.
 *
 * @param document says the warning, too
 * @param warning what to know before reading the numbers
 * @param failed could something not be run that was asked for?
 */
record Benched(
    Document document, String csv, String json, Optional<String> warning, boolean failed) {
  static final Forms<Benched> FORMS = Forms.<Benched>of("bench")
      .document(Benched::document)
      .with("csv", Benched::csv)
      .with("json", Benched::json);
}
