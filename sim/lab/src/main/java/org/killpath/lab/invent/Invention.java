package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

/**
 * The search. Sets are measured stage by stage, the smaller ones first, and a set is left alone as
 * soon as one that has been through all stages beats what was seen of it so far.
 *
 * <p>Why that is safe: an ordering in which something bad was seen stays one, so what was seen so far
 * is a lower bound of a set's score; the score of a set that has been through all stages does not
 * change, but for proofs, which can only make it worse. A proof that does that puts the sets that
 * were left alone because of it back into the search, which goes on where it was. Nothing is
 * concluded from a set to one with more edits: an edit can make others' harm good, or do harm, and
 * each set is measured itself.
 *
 * <p>Which sets are measured next depends on finished batches only, and a batch on nothing but its
 * cells: the result is the same on any number of cores.
 */
public final class Invention {
  private final Question question;
  private final Measuring measuring;
  private final Consumer<Invention> progress;
  private final List<Stage> stages;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  /** Sets that may not be the answer, measured to see what an edit is good for. */
  private final Map<String, Standing> aside = new LinkedHashMap<>();

  private long cells;
  private long executions;
  private boolean cut;

  /**
   * @param cost of a design on the data path
   * @param progress told after each batch
   */
  public Invention(
      Question question,
      Measuring measuring,
      ToIntFunction<EditedDesign> cost,
      Consumer<Invention> progress) {
    this.question = question;
    this.measuring = measuring;
    this.progress = progress;
    this.stages = Stage.sampling(question.scenarios(), question.staged(), question.raced());
    question
        .sets()
        .forEach(set -> standings.put(set.id(), new Standing(set, cost.applyAsInt(set))));
  }

  /** Searches until nothing is left to measure, or the user has enough. */
  public void run() {
    List<Standing> batch = next();
    while (!batch.isEmpty() && !cut) {
      final Stage stage = stages.get(batch.get(0).stage());
      if (measure(batch, stage)) {
        batch.forEach(Standing::stageOver);
      }
      progress.accept(this);
      batch = next();
      if (batch.isEmpty() && !cut) {
        prove();
        batch = next();
      }
    }
  }

  /** The smallest sets that are neither through nor beaten, at the earliest stage. */
  private List<Standing> next() {
    final List<Standing> through = through();
    final List<Standing> open = standings.values().stream()
        .filter(set -> set.stage() < stages.size())
        .filter(set -> through.stream().noneMatch(other -> other.score().beats(set.score())))
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

  /** Proofs for the front, until none is left to try on it. */
  private void prove() {
    if (question.proof() == 0) {
      return;
    }
    final List<Standing> untried =
        front().stream().filter(set -> !set.isProofTried()).toList();
    if (!untried.isEmpty()
        && measure(untried, Stage.proving(question.scenarios(), question.proof()))) {
      untried.forEach(Standing::proofTried);
      progress.accept(this);
      if (next().isEmpty()) {
        prove();
      }
    }
  }

  /** False if it was cut short; then nothing of the batch counts. */
  private boolean measure(List<Standing> batch, Stage stage) {
    final List<Cell> wanted = new ArrayList<>();
    batch.forEach(set -> stage.rows().forEach(row -> wanted.add(new Cell(row, set.design()))));
    final List<Result<Cell>> results =
        measuring.explore(wanted, stage.strategy(), stage.schedules());
    results.stream().map(Result::failure).flatMap(Optional::stream).findFirst().ifPresent(why -> {
      throw new IllegalStateException("a cell broke off in " + why);
    });
    if (results.size() < wanted.size() || results.stream().anyMatch(Invention::isUnfinished)) {
      cut = true;
      return false;
    }
    int next = 0;
    for (Standing set : batch) {
      for (Scenario row : stage.rows()) {
        final Result<Cell> result = results.get(next++);
        set.add(row, Mark.of(result));
        executions += result.schedules();
      }
    }
    cells += results.size();
    return true;
  }

  private static boolean isUnfinished(Result<Cell> result) {
    return result.coverage() == Coverage.PARTIAL || result.coverage() == Coverage.NOT_RUN;
  }

  private List<Standing> through() {
    return standings.values().stream()
        .filter(set -> set.stage() == stages.size())
        .toList();
  }

  /** The sets that have been through all stages and that no other one beats, best first. */
  public List<Standing> front() {
    final List<Standing> through = through();
    return through.stream()
        .filter(set -> through.stream().noneMatch(other -> other.score().beats(set.score())))
        .sorted(Comparator.<Standing>comparingInt(set -> set.score().hangs())
            .thenComparingInt(set -> set.score().others())
            .thenComparingInt(set -> set.score().edits())
            .thenComparingInt(set -> set.score().cost()))
        .toList();
  }

  /**
   * Why a set of the front has each of its edits: what happens without, as far as it can be told.
   */
  public List<Need> needs(Standing set) {
    return set.design().edits().stream()
        .map(edit -> {
          final List<Edit> rest =
              set.design().edits().stream().filter(other -> !other.equals(edit)).toList();
          final Optional<String> fault = question.space().fault(rest);
          return fault
              .map(reason -> new Need(edit, "", reason))
              .orElseGet(() -> new Need(edit, without(set, question.space().of(rest)), ""));
        })
        .toList();
  }

  /** A token of the smaller set in an ordering that {@code set} passes; empty words if none is. */
  private String without(Standing set, EditedDesign smaller) {
    final Standing other = Optional.ofNullable(standings.get(smaller.id()))
        .orElseGet(() -> aside.computeIfAbsent(smaller.id(), unseen -> new Standing(smaller, 0)));
    while (!cut
        && set.worseOf(other, question.scenarios()).isEmpty()
        && other.stage() < stages.size()) {
      if (!measure(List.of(other), stages.get(other.stage()))) {
        return "";
      }
      other.stageOver();
    }
    return set.worseOf(other, question.scenarios()).orElse("");
  }

  public Question question() {
    return question;
  }

  /** Was it ended before nothing was left to measure? */
  public boolean isCut() {
    return cut;
  }

  public int sets() {
    return standings.size();
  }

  /** How many sets have been through all stages. */
  public int setsMeasured() {
    return through().size();
  }

  public long cells() {
    return cells;
  }

  public long executions() {
    return executions;
  }
}
