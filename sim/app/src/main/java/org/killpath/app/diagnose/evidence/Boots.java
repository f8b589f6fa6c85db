package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.LogEntry;

/** The runs of one machine's kernel. Of the many that are forgotten, few need to be looked into. */
final class Boots {
  private static final int MOST_CASES = 8;

  private final List<Supplier<CaseFile>> cases = new ArrayList<>();
  private BootLog current = new BootLog();
  private boolean contributed;
  private int forgotten;

  void beginFile() {
    contributed = false;
  }

  /** A boot at the beginning of a file does not part it from the other files of the case. */
  void add(LogEntry entry) {
    if (entry instanceof Boot && contributed) {
      close();
    }
    contributed = true;
    current.add(entry);
  }

  void close() {
    final BootLog log = current;
    current = new BootLog();
    if (log.reports() > 0 && log.isSmall()) {
      keep(() -> Investigator.investigate(log));
      return;
    }
    final CaseFile done = Investigator.investigate(log);
    if (done.aboutVhost() || !done.otherHung().isEmpty() || done.reports() > 0) {
      keep(() -> done);
    }
  }

  /** What each run shows, the last ones. */
  List<CaseFile> cases() {
    return cases.stream().map(Supplier::get).toList();
  }

  /** How many runs before them were not kept. */
  int forgotten() {
    return forgotten;
  }

  private void keep(Supplier<CaseFile> one) {
    cases.add(one);
    if (cases.size() > MOST_CASES) {
      cases.remove(0);
      forgotten++;
    }
  }
}
