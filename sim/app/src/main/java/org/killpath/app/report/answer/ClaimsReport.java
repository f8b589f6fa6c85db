package org.killpath.app.report.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.app.report.text.Csv;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;
import org.killpath.lab.claim.Claim;
import org.killpath.lab.claim.Measured;
import org.killpath.lab.claim.Ruling;
import org.killpath.lab.invent.Lack;
import org.killpath.lab.invent.Need;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Listing;
import org.killpath.lab.table.Piece;

/** What was claimed, by whom, and what the measured cells say to it. */
public final class ClaimsReport {
  /**
   * A claim with its ruling and how its cells were measured.
   *
   * @param lacks of each design by which people proposed to end the hang, what it lacks
   */
  public record Entry(Claim claim, Ruling ruling, String method, List<LackWords> lacks) {
    /** The cells that decide it, grouped by their designs. */
    public String cells() {
      return ClaimsReport.cells(ruling);
    }
  }

  private static final String INDENT = "    ";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Entry> entries;

  private final Optional<String> kernel;

  private ClaimsReport(List<Entry> entries, Optional<String> kernel) {
    this.entries = entries;
    this.kernel = kernel;
  }

  /**
   * The claims, judged by what was measured.
   *
   * @param lacks what each proposal of these claims lacks, by the id of the design
   */
  public static ClaimsReport of(List<Claim> claims, Measured measured, Map<String, Lack> lacks) {
    final List<Entry> entries = new ArrayList<>();
    for (Claim claim : claims) {
      entries.add(new Entry(
          claim,
          claim.judge(measured),
          method(claim, measured),
          claim.proposals().stream()
              .flatMap(id -> Optional.ofNullable(lacks.get(id)).stream())
              .map(LackWords::new)
              .toList()));
    }
    return new ClaimsReport(entries, measured.kernel());
  }

  /** The claims, each with its ruling. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** A line for each claim. */
  public String csv() {
    return Csv.print(printer -> {
      printer.printRecord(
          "claim", "by", "says", "verdict", "because", "cells", "method", "token", "lacks");
      for (Entry entry : entries) {
        printer.printRecord(
            entry.claim().id(),
            entry.claim().by(),
            entry.claim().says(),
            entry.ruling().answer().words(),
            entry.ruling().because(),
            entry.cells(),
            entry.method(),
            entry.ruling().token().orElse(""),
            entry.lacks().stream().map(LackWords::sentence).collect(Collectors.joining("; ")));
      }
    });
  }

  /** How many of the claim's cells are proven, and by how many executions. */
  private static String method(Claim claim, Measured measured) {
    long proven = 0;
    long executions = 0;
    for (CellId name : claim.cells()) {
      final Result<Cell> result = measured.cell(name.scenario(), name.design());
      executions += result.schedules();
      if (result.coverage() == Result.Coverage.COMPLETE) {
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

  public Document document() {
    final Document document = new Document().add(new Piece.Table(grid(), listing()));
    kernel.ifPresent(document::sentence);
    return document;
  }

  private Listing listing() {
    final Listing list = new Listing();
    for (Entry entry : entries) {
      final Claim claim = entry.claim();
      final Ruling ruling = entry.ruling();
      list.wrapped("", claim.id() + " (" + claim.by() + "): " + claim.says())
          .wrapped(
              INDENT,
              ruling.answer().words().toUpperCase(Locale.ROOT) + ": " + ruling.because() + ".")
          .wrapped(INDENT, "decided by " + entry.cells() + " (" + entry.method() + ")");
      ruling.token().ifPresent(token -> list.whole(INDENT, "replay " + token));
      entry.lacks().forEach(lack -> list(lack, list));
      list.blank();
    }
    return list;
  }

  private static void list(LackWords lack, Listing list) {
    list.wrapped(INDENT, "Lacks: " + lack.sentence() + ".");
    for (LackWords.Line line : lack.lines()) {
      if (line.token().isEmpty()) {
        list.wrapped(INDENT + INDENT, line.words());
      } else {
        list.wrapped(INDENT + INDENT, line.words() + ":")
            .whole(INDENT + INDENT, "replay " + line.token());
      }
    }
  }

  /** The cells, grouped by their designs. */
  private static String cells(Ruling ruling) {
    return ruling.deciding().stream()
        .collect(Collectors.groupingBy(
            CellId::design,
            LinkedHashMap::new,
            Collectors.mapping(CellId::scenario, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(group -> group.getKey() + " in " + group.getValue())
        .collect(Collectors.joining("; "));
  }

  private Grid grid() {
    return new Grid(
        List.of("claim", "by", "verdict", "because", "decided by", "replay", "lacks"),
        entries.stream()
            .map(entry -> List.of(
                List.of(entry.claim().id() + ": " + entry.claim().says()),
                List.of(entry.claim().by()),
                List.of(entry.ruling().answer().words()),
                List.of(entry.ruling().because()),
                List.of(entry.cells() + " (" + entry.method() + ")"),
                List.of(entry.ruling().token().orElse("-")),
                lacks(entry)))
            .toList());
  }

  private static List<String> lacks(Entry entry) {
    return entry.lacks().isEmpty()
        ? List.of("-")
        : entry.lacks().stream()
            .flatMap(lack -> Stream.concat(
                Stream.of(lack.sentence()),
                lack.lines().stream().map(line -> (line.words() + " " + line.token()).strip())))
            .toList();
  }

  /**
   * A list of objects: claim, says, by, verdict, because, cells, method, a token if any, and what each
   * proposal lacks.
   */
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
      final ArrayNode lacks = claim.putArray("lacks");
      entry.lacks().forEach(lack -> json(lack, lacks.addObject()));
    }
    return claims.toPrettyString() + "\n";
  }

  private static void json(LackWords words, ObjectNode node) {
    node.put("proposal", words.lack().proposal().id());
    node.put("with", words.lack().whole().id());
    words.lack().left().ifPresent(token -> node.put("left", token));
    final ArrayNode missing = node.putArray("missing");
    for (Need need : words.lack().missing()) {
      final ObjectNode edit = missing.addObject();
      edit.put("edit", need.edit().id());
      edit.put("finding", need.finding().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      if (!need.words().isEmpty()) {
        edit.put(need.finding() == Need.Finding.WORSE ? "token" : "reason", need.words());
      }
    }
  }
}
