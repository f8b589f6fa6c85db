package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.killpath.lab.invent.Invention;
import org.killpath.lab.invent.Mark;
import org.killpath.lab.invent.Need;
import org.killpath.lab.invent.Score;
import org.killpath.lab.invent.Standing;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Piece;

/**
 * What a search of the space of designs came to: the sets that no other one beats, and a card for
 * each.
 *
 * @param warning what the reader has to know first, if anything
 * @param effort how much was measured, in a sentence
 */
public record InventReport(
    Optional<String> warning, String effort, List<Card> cards, Map<String, String> unavoidable) {

  /** One set, with what is known of it. */
  public record Card(Standing set, List<Need> needs) {}

  public static InventReport of(Invention invention) {
    final List<Card> cards = new ArrayList<>();
    for (Standing set : invention.front()) {
      cards.add(new Card(set, invention.needs(set)));
    }
    return new InventReport(
        invention.isCut()
            ? Optional.of(
                "PARTIAL: the search was ended early; sets that were not measured whole may"
                    + " be better.")
            : Optional.empty(),
        invention.sets() + " sets of edits, of which " + invention.setsMeasured()
            + " were measured whole; the others were left alone once what was seen of them was worse"
            + " than one of those in no way better. " + invention.cells() + " cells, "
            + invention.executions() + " executions.",
        cards,
        unavoidable(invention));
  }

  /** Hangs of the sets of the front that no edit can end, by ordering, each with a token. */
  private static Map<String, String> unavoidable(Invention invention) {
    final Map<String, String> found = new TreeMap<>();
    invention
        .front()
        .forEach(set -> set.marks().forEach((ordering, mark) -> {
          if (!mark.unavoidable().isEmpty()) {
            found.putIfAbsent(ordering, mark.unavoidable());
          }
        }));
    return found;
  }

  public Document document() {
    final Document document = new Document().warning(warning);
    document.table(front());
    document.paragraph(effort);
    cards.forEach(card -> document.add(card(card)));
    if (!unavoidable.isEmpty()) {
      document.heading("What no edit ends");
      document.paragraph("A task that has to end waits in a copy of its own system call, which no"
          + " signal ends there.");
      document.lines(unavoidable.entrySet().stream()
          .map(hang -> hang.getKey() + ": killpath replay " + hang.getValue())
          .toList());
    }
    return document;
  }

  private Grid front() {
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Card card : cards) {
      final Score score = card.set().score();
      rows.add(List.of(
          List.of(card.set().design().id()),
          List.of(String.valueOf(score.hangs())),
          List.of(String.valueOf(score.others())),
          List.of(String.valueOf(score.edits())),
          List.of(String.valueOf(score.cost())),
          List.of(sureness(card.set()))));
    }
    return new Grid(
        List.of("set", "avoidable hangs", "other bad", "edits", "cost", "how sure"), rows);
  }

  private static String sureness(Standing set) {
    final long proven = set.marks().values().stream().filter(Mark::proven).count();
    return proven + " of " + set.marks().size() + " cells proven";
  }

  private static Piece card(Card card) {
    final List<Piece.Item> items = new ArrayList<>();
    for (Need need : card.needs()) {
      items.add(new Piece.Item.Remark(need.edit().id() + ": " + need.edit().changes() + " Changes "
          + String.join(", ", need.edit().functions()) + ". Proposed by: "
          + need.edit().proposedBy() + "."));
      if (!need.token().isEmpty()) {
        items.add(new Piece.Item.Token(need.token(), "without it"));
      } else {
        items.add(new Piece.Item.Remark(
            need.reason().isEmpty()
                ? "Without it nothing worse was seen."
                : "Without it the set is no design: " + need.reason() + "."));
      }
    }
    remains(card.set(), "hangs that remain", Mark::hang, items);
    remains(card.set(), "other that remains", Mark::other, items);
    return new Piece.Entry(card.set().design().id(), 2, Optional.empty(), items);
  }

  private static void remains(
      Standing set, String label, Function<Mark, String> token, List<Piece.Item> items) {
    final List<String> lines = set.marks().entrySet().stream()
        .filter(mark -> !token.apply(mark.getValue()).isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .map(mark -> mark.getKey() + ": " + token.apply(mark.getValue()) + " ("
            + sure(mark.getValue()) + ")")
        .toList();
    if (!lines.isEmpty()) {
      items.add(new Piece.Item.Labelled(label, lines));
    }
  }

  private static String sure(Mark mark) {
    return (mark.proven() ? "proven, " : "sampled, ") + mark.schedules() + " executions";
  }
}
