package org.killpath.app.report.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.killpath.lab.claim.CellName;
import org.killpath.lab.claim.Claim;
import org.killpath.lab.claim.Measured;
import org.killpath.lab.claim.Ruling;
import org.killpath.lab.search.CellResult;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Words;

/** What was claimed, by whom, and what the measured cells say to it. */
public final class ClaimsReport {
  /** A claim with its ruling and how its cells were measured. */
  public record Entry(Claim claim, Ruling ruling, String method) {
    /** The cells that decide it, grouped by their designs. */
    public String cells() {
      return ClaimsReport.cells(ruling);
    }
  }

  private static final String INDENT = "    ";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Entry> entries;

  private ClaimsReport(List<Entry> entries) {
    this.entries = entries;
  }

  public static ClaimsReport of(List<Claim> claims, Measured measured) {
    final List<Entry> entries = new ArrayList<>();
    for (Claim claim : claims) {
      entries.add(new Entry(claim, claim.judge(measured), method(claim, measured)));
    }
    return new ClaimsReport(entries);
  }

  /** The claims, each with its ruling. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** A line for each claim. */
  public String csv() {
    final StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(
        text, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
      printer.printRecord("claim", "by", "says", "verdict", "because", "cells", "method", "token");
      for (Entry entry : entries) {
        printer.printRecord(
            entry.claim().id(),
            entry.claim().by(),
            entry.claim().says(),
            entry.ruling().answer().words(),
            entry.ruling().because(),
            entry.cells(),
            entry.method(),
            entry.ruling().token().orElse(""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** How many of the claim's cells are proven, and by how many executions. */
  private static String method(Claim claim, Measured measured) {
    long proven = 0;
    long executions = 0;
    for (CellName name : claim.cells()) {
      final CellResult result = measured.cell(name.scenario(), name.design());
      executions += result.schedules();
      if (result.coverage() == CellResult.Coverage.COMPLETE) {
        proven++;
      }
    }
    return String.format(
        Locale.ROOT,
        "%d cells, %d of them in all interleavings; %d executions",
        claim.cells().size(),
        proven,
        executions);
  }

  public String text(int width) {
    final StringBuilder out = new StringBuilder();
    for (Entry entry : entries) {
      final Ruling ruling = entry.ruling();
      wrap(
          out,
          "",
          entry.claim().id() + " (" + entry.claim().by() + "): " + entry.claim().says(),
          width);
      wrap(
          out,
          INDENT,
          ruling.answer().words().toUpperCase(Locale.ROOT) + ": " + ruling.because() + ".",
          width);
      wrap(out, INDENT, "decided by " + cells(ruling) + " (" + entry.method() + ")", width);
      ruling
          .token()
          .ifPresent(token -> out.append(INDENT).append("replay ").append(token).append('\n'));
      out.append('\n');
    }
    return out.toString();
  }

  private static void wrap(StringBuilder out, String indent, String words, int width) {
    for (String line : Words.wrap(words, width - indent.length())) {
      out.append(indent).append(line).append('\n');
    }
  }

  /** The cells, grouped by their designs. */
  private static String cells(Ruling ruling) {
    return ruling.deciding().stream()
        .collect(Collectors.groupingBy(
            CellName::design,
            LinkedHashMap::new,
            Collectors.mapping(CellName::scenario, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(group -> group.getKey() + " in " + group.getValue())
        .collect(Collectors.joining("; "));
  }

  public String markdown() {
    return new Grid(
            List.of("claim", "by", "verdict", "because", "decided by", "replay"),
            entries.stream()
                .map(entry -> List.of(
                    List.of(entry.claim().id() + ": " + entry.claim().says()),
                    List.of(entry.claim().by()),
                    List.of(entry.ruling().answer().words()),
                    List.of(entry.ruling().because()),
                    List.of(cells(entry.ruling()) + " (" + entry.method() + ")"),
                    List.of(entry.ruling().token().orElse("-"))))
                .toList())
        .markdown();
  }

  /** A list of objects: claim, says, by, verdict, because, cells, method, and a token if any. */
  public String json() {
    final ArrayNode claims = MAPPER.createArrayNode();
    for (Entry entry : entries) {
      final ObjectNode claim = claims.addObject();
      claim.put("claim", entry.claim().id());
      claim.put("says", entry.claim().says());
      claim.put("by", entry.claim().by());
      claim.put("verdict", entry.ruling().answer().words());
      claim.put("because", entry.ruling().because());
      final ArrayNode cells = claim.putArray("cells");
      entry.ruling().deciding().forEach(cell -> cells.add(cell.toString()));
      claim.put("method", entry.method());
      entry.ruling().token().ifPresent(token -> claim.put("token", token));
    }
    return claims.toPrettyString() + "\n";
  }
}
