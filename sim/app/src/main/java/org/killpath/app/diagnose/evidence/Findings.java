package org.killpath.app.diagnose.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.killpath.app.diagnose.log.Boot;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.line.Extent;
import org.killpath.app.diagnose.log.report.LogParser;

/**
 * What a log shows, run of the kernel by run.
 *
 * @param forgotten how many runs with vhost in them there are beside {@code cases}, earlier in the log
 */
public record Findings(
    Extent extent, LogParser.Understood understood, List<CaseFile> cases, int forgotten) {
  private static final int MOST_CASES = 8;

  public Findings {
    cases = List.copyOf(cases);
  }

  /** Why there is nothing that could be understood, in words: it is empty, or no text. */
  public Optional<String> refusal() {
    if (extent.bytes() == 0) {
      return Optional.of("it is empty");
    }
    return extent.binary() && cases.isEmpty()
        ? Optional.of("this is " + extent.noText())
        : Optional.empty();
  }

  /** Reads all of {@code in}, in constant memory. */
  public static Findings read(InputStream in) throws IOException {
    final Reading reading = new Reading();
    reading.take(in);
    return reading.findings();
  }

  /** Reads several files that are of one case, one after the other. */
  public static final class Reading {
    private final Boots boots = new Boots();
    private Extent extent = new Extent(0, 0, 0, 0, 0, true, List.of(), List.of());
    private LogParser.Understood understood = LogParser.Understood.NOTHING;

    /** Reads a file to its end; lines are counted on through all files. */
    public void take(InputStream in) throws IOException {
      boots.beginFile();
      final LogParser.Read read = LogParser.parse(in, extent.lines(), boots::add);
      extent = extent.and(read.extent());
      understood = understood.and(read.understood());
    }

    /** What all of them show. */
    public Findings findings() {
      boots.close();
      return new Findings(
          extent, understood, boots.cases.stream().map(Supplier::get).toList(), boots.forgotten);
    }
  }

  /** Of the many that are forgotten, few need to be looked into. */
  private static final class Boots {
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

    private void keep(Supplier<CaseFile> one) {
      cases.add(one);
      if (cases.size() > MOST_CASES) {
        cases.remove(0);
        forgotten++;
      }
    }
  }
}
