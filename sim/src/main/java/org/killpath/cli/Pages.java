package org.killpath.cli;

import org.killpath.explore.Expectations;
import org.killpath.report.page.TablePage;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.carrier.Carriers;

/** The page about a run: its pictures are made by running what they show once more. */
final class Pages {
  private Pages() {}

  static String of(Runs runs, Expectations expectations) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return TablePage.html(runs.results(), expectations::objection, runs.warning(), controlled);
    }
  }
}
