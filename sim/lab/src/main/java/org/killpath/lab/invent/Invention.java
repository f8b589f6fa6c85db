package org.killpath.lab.invent;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.scenario.Scenario;

/**
 * The search. Sets are measured stage by stage, the smaller ones first, and a set is left alone as
 * soon as one that has been through all stages beats what was seen of it so far. When none is left to
 * measure, the neighbours of a set that no other one beats come in: those with an edit more or less
 * and, of the best set, those with one exchanged.
 *
 * <p>Why leaving alone is safe: an ordering in which something bad was seen stays one, so what was seen
 * so far is a lower bound of a set's score; the score of a set that has been through all stages does
 * not change, but for proofs, which can only make it worse. A proof that does that puts the sets that
 * were left alone because of it back into the search, which goes on where it was. Nothing is concluded
 * from a set to one with more edits: an edit can make others' harm good, or do harm. Growing is not
 * exhaustive: no set that differs by one edit from the best ones is better, more distant ones may be.
 *
 * <p>Which sets are measured next depends on finished batches only, and a batch on nothing but its
 * cells: the result is the same on any number of cores, and if it is gone on with.
 */
public final class Invention {
  private final Question question;
  private final Laboratory laboratory;
  private final ToIntFunction<EditedDesign> cost;
  private final Shard shard;
  private final Consumer<Invention> progress;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  /** Sets that may not be the answer, measured to see what an edit is good for. */
  private final Map<String, Standing> aside = new LinkedHashMap<>();

  private final Set<String> grown = new HashSet<>();
  private final Set<String> exchanged = new HashSet<>();

  /**
   * @param laboratory measures cells
   * @param cost of a design on the data path
   * @param shard which part of the sets that come in is looked at
   * @param progress told after each batch
   */
  public Invention(
      Question question,
      Laboratory laboratory,
      ToIntFunction<EditedDesign> cost,
      Shard shard,
      Consumer<Invention> progress) {
    this.question = question;
    this.laboratory = laboratory;
    this.cost = cost;
    this.shard = shard;
    this.progress = progress;
    come(Stream.concat(question.sets().stream(), question.from().stream()).toList(), Map.of());
  }

  /** Searches until nothing is left to measure, or the user has enough. */
  public void run() {
    List<Standing> batch = next();
    while (!batch.isEmpty() && !laboratory.isCut()) {
      if (laboratory.measure(batch, Standing::next)) {
        batch.forEach(Standing::stageOver);
      }
      progress.accept(this);
      batch = next();
      while (batch.isEmpty() && !laboratory.isCut() && (grow() || deepen() || prove())) {
        batch = next();
      }
    }
  }

  /** The smallest sets that are neither through nor beaten, at the earliest stage. */
  private List<Standing> next() {
    final List<Score> through = through().map(Standing::score).distinct().toList();
    final List<Standing> open = standings.values().stream()
        .filter(set -> !set.isThrough())
        .filter(set -> through.stream().noneMatch(score -> score.beats(set.score())))
        .toList();
    final Comparator<Standing> order = Comparator.<Standing>comparingInt(
            set -> set.design().edits().size())
        .thenComparingInt(Standing::stage);
    return open.stream()
        .min(order)
        .map(
            first -> open.stream().filter(set -> order.compare(set, first) == 0).toList())
        .orElse(List.of());
  }

  /** Sets come into the search, each measured first where {@code related} are bad. */
  private void come(Collection<EditedDesign> sets, Map<String, Mark> related) {
    final List<EditedDesign> fresh =
        sets.stream().filter(set -> !standings.containsKey(set.id())).distinct().toList();
    final List<Stage> stages = Stage.sampling(rows(related), question.staged(), question.raced());
    shard
        .partOf(fresh)
        .forEach(set -> standings.put(set.id(), new Standing(set, cost.applyAsInt(set), stages)));
  }

  /** First those orderings where a set is likely to be dropped. */
  private List<Scenario> rows(Map<String, Mark> related) {
    final Map<String, Long> bad = new LinkedHashMap<>();
    standings
        .values()
        .forEach(set -> set.marks().forEach((id, mark) -> {
          if (!mark.isClean()) {
            bad.merge(id, 1L, Long::sum);
          }
        }));
    return question.scenarios().stream()
        .sorted(Comparator.<Scenario, Boolean>comparing(row ->
                Optional.ofNullable(related.get(row.id())).map(Mark::isClean).orElse(true))
            .thenComparing(row -> -bad.getOrDefault(row.id(), 0L))
            .thenComparing(row -> !row.isStaged()))
        .toList();
  }

  /** Has the neighbours of the best set come in whose are not there yet; false if there is none. */
  private boolean grow() {
    if (question.grown() == 0) {
      return false;
    }
    final int before = standings.size();
    final List<Standing> best = oneOfEachScore();
    for (Standing set : best) {
      if (grown.add(set.design().id())) {
        come(question.smaller(set.design()), Map.of());
        come(question.larger(set.design()), set.marks());
        if (standings.size() > before) {
          return true;
        }
      }
    }
    if (!best.isEmpty() && exchanged.add(best.get(0).design().id())) {
      exchange(best.get(0).design());
    }
    return standings.size() > before;
  }

  private void exchange(EditedDesign set) {
    for (Edit edit : set.edits()) {
      final Map<String, Mark> without = question
          .without(set, edit)
          .map(smaller -> standings.get(smaller.id()))
          .map(Standing::marks)
          .orElse(Map.of());
      come(question.exchanged(set, edit), without);
    }
  }

  private List<Standing> oneOfEachScore() {
    final Map<Score, Standing> best = new LinkedHashMap<>();
    front().forEach(set -> best.putIfAbsent(set.score(), set));
    return List.copyOf(best.values());
  }

  /** Larger samples where something is rare, and proofs, for those of the front that have none. */
  private boolean look(String way, Stage closer) {
    final List<Standing> untried = closer.schedules() == 0 || closer.rows().isEmpty()
        ? List.of()
        : front().stream().filter(set -> !set.isTried(way)).toList();
    if (untried.isEmpty() || !laboratory.measure(untried, set -> closer)) {
      return false;
    }
    untried.forEach(set -> set.tried(way));
    progress.accept(this);
    return true;
  }

  private boolean deepen() {
    return look(
        "deep",
        Stage.deepening(
            question.scenarios().stream()
                .filter(row -> !row.isStaged()
                    && standings.values().stream()
                        .flatMap(set -> set.mark(row).stream())
                        .anyMatch(mark -> !mark.other().isEmpty()))
                .toList(),
            question.deep()));
  }

  private boolean prove() {
    return look("proof", Stage.proving(question.scenarios(), question.proof()));
  }

  private Stream<Standing> through() {
    return standings.values().stream().filter(Standing::isThrough);
  }

  /** The sets that have been through all stages and that no other one beats, best first. */
  public List<Standing> front() {
    final List<Score> scores = through().map(Standing::score).distinct().toList();
    return through()
        .filter(set -> scores.stream().noneMatch(score -> score.beats(set.score())))
        .sorted(Comparator.<Standing>comparingInt(set -> set.score().hangs())
            .thenComparingInt(set -> set.score().others())
            .thenComparingInt(set -> set.score().edits())
            .thenComparingInt(set -> set.score().cost()))
        .toList();
  }

  /**
   * Why a set of the front has each of its edits: what happens without. What has to be measured for
   * that is measured, as long as the user has not enough.
   */
  public List<Need> needs(Standing set) {
    final Needs needs = new Needs(question, laboratory, this::besides);
    return set.design().edits().stream().map(edit -> needs.of(set, edit)).toList();
  }

  private Standing besides(EditedDesign set) {
    return Optional.ofNullable(standings.get(set.id()))
        .orElseGet(() -> aside.computeIfAbsent(
            set.id(),
            unseen -> new Standing(
                set, 0, Stage.sampling(rows(Map.of()), question.staged(), question.raced()))));
  }

  public Question question() {
    return question;
  }

  public Laboratory laboratory() {
    return laboratory;
  }

  /** All sets that have come in, in the order in which they did. */
  public Collection<Standing> standings() {
    return List.copyOf(standings.values());
  }

  public int sets() {
    return standings.size();
  }

  /** How many sets have been through all stages. */
  public int setsMeasured() {
    return (int) through().count();
  }
}
