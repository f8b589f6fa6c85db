package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.invent.Fate;
import org.killpath.lab.invent.Invention;
import org.killpath.lab.invent.Need;
import org.killpath.lab.invent.Score;
import org.killpath.lab.invent.Standing;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Piece;

/**
 * What a search of the space of designs came to: the sets that no other one beats, and a card for
 * each of those that differ in their score.
 *
 * @param warning what the reader has to know first, if anything
 * @param effort how much was measured, in a sentence
 * @param fates what becomes of each ordering in which any set hangs
 */
public record InventReport(
    Optional<String> warning, String effort, List<Card> cards, List<Fate> fates) {
  private static final int MOST_EQUALS = 6;

  /**
   * One set, with what is known of it.
   *
   * @param equals the other sets of the same score
   */
  public record Card(Standing set, List<Need> needs, List<String> equals) {}

  public static InventReport of(Invention invention, Shard shard) {
    final boolean cut = invention.laboratory().isCut();
    invention.laboratory().goOn();
    final Map<Score, List<Standing>> byScore = new LinkedHashMap<>();
    invention
        .front()
        .forEach(set ->
            byScore.computeIfAbsent(set.score(), unseen -> new ArrayList<>()).add(set));
    final List<Card> cards = new ArrayList<>();
    byScore
        .values()
        .forEach(sets -> cards.add(new Card(
            sets.get(0),
            invention.needs(sets.get(0)),
            sets.stream().skip(1).map(set -> set.design().id()).toList())));
    final List<Need> needs =
        cards.stream().flatMap(card -> card.needs().stream()).toList();
    return new InventReport(
        warning(cut, shard, needs),
        invention.sets() + " sets of edits, of which " + invention.setsMeasured()
            + " were measured whole; the others were left alone once what was seen of them was worse"
            + " than one of those in no way better. " + invention.laboratory().cells() + " cells, "
            + invention.laboratory().executions() + " executions in this run.",
        cards,
        Fate.of(invention));
  }

  private static Optional<String> warning(boolean cut, Shard shard, List<Need> needs) {
    final List<String> words = new ArrayList<>();
    if (!shard.equals(Shard.WHOLE)) {
      words.add("SHARD " + shard + ": a part of the sets only.");
    }
    if (cut) {
      words.add("PARTIAL: the search was ended early; sets that were not measured whole may be"
          + " better.");
    }
    final long open = needs.stream()
        .filter(need -> need.finding() == Need.Finding.NOT_MEASURED)
        .count();
    if (open > 0) {
      words.add("PARTIAL: whether a set needs an edit was not measured to its end for " + open
          + " of " + needs.size() + " edits on the cards.");
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
  }

  public Document document() {
    final Document document = new Document().warning(warning);
    document.table(front());
    document.paragraph(effort);
    cards.forEach(card -> document.add(card(card)));
    fates(document, Fate.Kind.UNAVOIDABLE, "What no edit ends");
    fates(document, Fate.Kind.LEFT, "What every set that was measured leaves");
    fates(document, Fate.Kind.AVOIDED, "What can be avoided, and the smallest set that does");
    fates(
        document,
        Fate.Kind.IMPOSSIBLE,
        "Staged orderings that cannot come about any more, and the smallest set that does it");
    return document;
  }

  private void fates(Document document, Fate.Kind kind, String heading) {
    final List<Fate> those = fates.stream().filter(fate -> fate.kind() == kind).toList();
    if (!those.isEmpty()) {
      document.heading(heading + " (" + those.size() + ")");
      document.lines(those.stream().map(InventReport::line).toList());
    }
  }

  private static String line(Fate fate) {
    return fate.scenario().id()
        + (fate.why().isEmpty() ? "" : ": " + fate.why())
        + fate.by().map(set -> ": " + set.id()).orElse("")
        + ": killpath replay " + fate.token();
  }

  private Grid front() {
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Card card : cards) {
      final Score score = card.set().score();
      rows.add(List.of(
          aLineForEachEdit(card.set().design().id()),
          List.of(String.valueOf(score.hangs())),
          List.of(String.valueOf(score.others())),
          List.of(String.valueOf(score.edits())),
          List.of(String.valueOf(score.cost())),
          List.of(sureness(card.set()))));
    }
    return new Grid(
        List.of("set", "avoidable hangs", "other bad", "edits", "cost", "how sure"), rows);
  }

  private static List<String> aLineForEachEdit(String set) {
    return List.of(set.split("(?<=\\" + DesignSpace.PLUS + ")"));
  }

  private static String sureness(Standing set) {
    final long proven = set.marks().values().stream().filter(Mark::proven).count();
    final long never =
        set.marks().values().stream().filter(mark -> mark.reached() == 0).count();
    return proven + " of " + set.marks().size() + " cells proven"
        + (never == 0 ? "" : ", " + never + " staged ones not to be reached");
  }

  private static Piece card(Card card) {
    final List<Piece.Item> items = new ArrayList<>();
    for (Need need : card.needs()) {
      items.addAll(new NeedItems(need).named());
    }
    remains(card.set(), "hangs that remain", Mark::hang, items);
    remains(card.set(), "other that remains", Mark::other, items);
    if (!card.equals().isEmpty()) {
      items.add(new Piece.Item.Labelled(
          "of the same score",
          Stream.concat(
                  card.equals().stream().limit(MOST_EQUALS),
                  Stream.of("and " + (card.equals().size() - MOST_EQUALS) + " more")
                      .filter(more -> card.equals().size() > MOST_EQUALS))
              .toList()));
    }
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
