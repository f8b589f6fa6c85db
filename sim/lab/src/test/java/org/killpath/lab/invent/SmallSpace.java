package org.killpath.lab.invent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.Trial;
import org.killpath.lab.invent.book.Untouched;
import org.killpath.lab.scenario.Scenario;

/** Some edits and orderings, few enough to search all of them again and again. */
public final class SmallSpace {
  public static final DesignSpace SPACE = DesignSpace.all();
  public static final Untouched UNTOUCHED = new Untouched(SPACE);
  private static final List<String> ORDERINGS = List.of(
      "A",
      "B",
      "BF",
      "C",
      "D1",
      "E2",
      "F",
      "raced-B",
      "raced-C",
      "raced-D1",
      "raced-E1",
      "kill-flush");
  private static final List<String> EDITS = List.of(
      "drain-first",
      "flush-items-only",
      "faultless-drain",
      "lock-free-detach",
      "trylock-backoff",
      "killable-vq-handlers",
      "copy-before-lock");
  public static final long STAGED = 2;
  public static final long RACED = 30;

  public static Question question(int most, long proof) {
    return question(most, 0, proof);
  }

  public static Question question(int most, int grown, long proof) {
    return new Question(
        SPACE,
        edits(EDITS),
        List.of(),
        most,
        grown,
        List.of(),
        scenarios(),
        STAGED,
        RACED,
        0,
        proof);
  }

  private static List<Edit> edits(List<String> ids) {
    return ids.stream().map(id -> SPACE.edit(id).orElseThrow()).toList();
  }

  private static List<Scenario> scenarios() {
    return ScenarioCatalogue.all().scenarios().stream()
        .filter(scenario -> ORDERINGS.contains(scenario.id()))
        .toList();
  }

  public static Measuring measuring(int threads) {
    return (trials, strategy, schedules) -> new Explorer<Trial>(
            Strategies.all().find(strategy).orElseThrow()::make,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(schedules),
            threads,
            Explorer.Progress.none())
        .explore(trials);
  }

  /** Any number that depends on the edits alone will do. */
  public static int cost(EditedDesign design) {
    return design.edits().stream().anyMatch(edit -> edit.id().startsWith("killable")) ? 8 : 7;
  }

  public static Invention searched(Question question, Measuring measuring) {
    return searched(question, measuring, new Book(), Shard.WHOLE);
  }

  public static Invention searched(Question question, Measuring measuring, Book book, Shard shard) {
    final Invention invention = new Invention(
        question, new Laboratory(question, measuring, book), SmallSpace::cost, shard, state -> {});
    invention.run();
    return invention;
  }

  public static Map<String, Score> front(Invention invention) {
    final Map<String, Score> front = new TreeMap<>();
    invention.front().forEach(set -> front.put(set.design().id(), set.score()));
    return front;
  }

  private SmallSpace() {}
}
