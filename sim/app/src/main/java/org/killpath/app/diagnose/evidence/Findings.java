package org.killpath.app.diagnose.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.line.Extent;
import org.killpath.app.diagnose.log.report.LogParser;

/**
 * What a log shows, run of the kernel by run.
 *
 * @param forgotten how many runs with vhost in them there are beside {@code cases}, earlier in the log
 */
public record Findings(
    Extent extent, LogParser.Understood understood, List<CaseFile> cases, int forgotten) {
  public Findings {
    cases = List.copyOf(cases);
  }

  /** Why there is nothing that could be understood, in words: it is empty, or no text. */
  public Optional<String> refusal() {
    if (extent.bytes() == 0) {
      return Optional.of(
          extent.unread().isEmpty() ? "it is empty" : String.join("; ", extent.unread()));
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
    private final Hosts hosts = new Hosts();
    private Extent extent = new Extent(0, 0, 0, 0, 0, true, List.of(), List.of());
    private LogParser.Understood understood = LogParser.Understood.NOTHING;

    /** Reads a file to its end; lines are counted on through all files. */
    public void take(InputStream in) throws IOException {
      hosts.beginFile();
      final LogParser.Read read = LogParser.parseHosts(in, extent.lines(), hosts::of);
      extent = extent.and(read.extent());
      understood = understood.and(read.understood());
    }

    /** What all of them show. */
    public Findings findings() {
      final List<CaseFile> cases = hosts.cases();
      final Extent all = hosts.unread().map(extent::without).orElse(extent);
      return new Findings(all, understood, cases, hosts.forgotten());
    }
  }
}
