package org.killpath.app.diagnose.render;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.match.Match;

/** A diagnosis as comma-separated values: a line for each hang and ordering. */
public final class DiagnosisCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private DiagnosisCsv() {}

  public static String of(Diagnosis diagnosis) {
    final StringWriter out = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
      printer.printRecord(
          "scenario",
          "design",
          "outcome",
          "rank",
          "fits",
          "points",
          "count",
          "schedules",
          "task",
          "silent",
          "function",
          "lock",
          "holder",
          "holder_known",
          "token");
      for (DiagnosedHang hang : diagnosis.hangs()) {
        rows(printer, hang);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void rows(CSVPrinter printer, DiagnosedHang hang) throws IOException {
    int rank = 1;
    if (hang.orderings().isEmpty()) {
      printer.print("");
      printer.print("");
      printer.print("");
      printer.print("");
      printer.print("");
      printer.print("");
      printer.print("");
      printer.print("");
      facts(printer, hang);
      printer.print("");
      printer.println();
    }
    for (Match match : hang.orderings()) {
      printer.print(match.scenario());
      printer.print(match.design());
      printer.print(match.sight().outcome());
      printer.print(rank <= hang.alike() ? 1 : rank);
      printer.print(match.isWhole());
      printer.print(match.points());
      printer.print(match.sight().count());
      printer.print(match.sight().of());
      facts(printer, hang);
      printer.print(match.sight().token());
      printer.println();
      rank++;
    }
  }

  private static void facts(CSVPrinter printer, DiagnosedHang hang) throws IOException {
    printer.print(harmless(hang.hang().victim().task().toString()));
    printer.print(hang.hang().silent());
    printer.print(harmless(hang.hang().victim().trace().innermost().orElse("")));
    printer.print(harmless(hang.hang().victim().waitsFor().map(SeenLock::name).orElse("")));
    printer.print(harmless(holder(hang.hang().holder())));
    printer.print(hang.hang().holder() instanceof Holder.Known);
  }

  /** Who it is, or the suspects in their order. */
  private static String holder(Holder holder) {
    if (holder instanceof Holder.Known known) {
      return known.task().task().toString();
    }
    return holder instanceof Holder.Suspects suspects
        ? suspects.tasks().stream()
            .map(suspect -> suspect.task().task().toString())
            .collect(Collectors.joining(" "))
        : "";
  }

  /** A spreadsheet would compute what begins with one of these. */
  private static String harmless(String text) {
    return !text.isEmpty() && List.of('=', '+', '-', '@').contains(text.charAt(0))
        ? "'" + text
        : text;
  }
}
