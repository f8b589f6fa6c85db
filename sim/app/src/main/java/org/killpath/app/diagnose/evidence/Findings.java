package org.killpath.app.diagnose.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.LogParser;
import org.killpath.app.diagnose.log.LogReader;

/**
 * What a log shows, run of the kernel by run.
 *
 * @param forgotten how many runs with vhost in them there are beside {@code cases}, earlier in the log
 */
public record Findings(LogReader.Extent extent, List<CaseFile> cases, int forgotten) {
  private static final int MOST_CASES = 8;

  public Findings {
    cases = List.copyOf(cases);
  }

  /** Reads all of {@code in}, in constant memory. */
  public static Findings read(InputStream in) throws IOException {
    final Boots boots = new Boots();
    final LogReader.Extent extent = LogParser.parse(in, boots::add);
    boots.close();
    return new Findings(extent, boots.cases, boots.forgotten);
  }

  private static final class Boots {
    private final List<CaseFile> cases = new ArrayList<>();
    private BootLog current = new BootLog();
    private int forgotten;

    void add(LogEntry entry) {
      if (entry instanceof Boot) {
        close();
      }
      current.add(entry);
    }

    void close() {
      final CaseFile done = Investigator.investigate(current);
      current = new BootLog();
      if (!done.aboutVhost() && done.otherHung().isEmpty()) {
        return;
      }
      cases.add(done);
      if (cases.size() > MOST_CASES) {
        cases.remove(0);
        forgotten++;
      }
    }
  }
}
