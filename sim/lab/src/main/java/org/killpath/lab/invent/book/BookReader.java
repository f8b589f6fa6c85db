package org.killpath.lab.invent.book;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.design.edit.BadSum;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Place;
import org.killpath.lab.scenario.Scenario;

/** Takes up what a {@link KeptBook} has. Every execution that it names is run again. */
public final class BookReader {
  private final DesignSpace space;
  private final Function<String, Optional<Scenario>> scenarios;
  private final Untouched untouched;
  private final Controlled controlled;

  public BookReader(
      DesignSpace space, Function<String, Optional<Scenario>> scenarios, Controlled controlled) {
    this.space = space;
    this.scenarios = scenarios;
    this.untouched = new Untouched(space);
    this.controlled = controlled;
  }

  /**
   * Adds all that is in {@code kept} to {@code book}.
   *
   * @throws BadFile if it names what nobody knows, or an execution shows something else
   */
  public void read(KeptBook kept, Book book) {
    for (KeptBook.Kept set : kept.sets()) {
      final EditedDesign design = design(set.design());
      for (KeptBook.KeptMark cell : set.cells()) {
        final Scenario scenario = scenarios
            .apply(cell.scenario())
            .orElseThrow(() -> KeptBook.damaged(cell, set, "is of an ordering nobody knows here"));
        try {
          book.add(
              new Book.Entry(scenario, design, set.strategy(), set.most()),
              found(cell, new Trial(scenario, design)));
        } catch (BadToken | ReplayMismatch e) {
          throw KeptBook.damaged(cell, set, "cannot be run again: " + e.getMessage());
        } catch (IllegalArgumentException e) {
          throw KeptBook.damaged(cell, set, "shows something else than it says");
        }
      }
    }
  }

  private EditedDesign design(String sum) {
    try {
      final EditedDesign design = space.named(sum).orElseGet(() -> space.parse(sum));
      if (design.id().equals(sum)) {
        return design;
      }
    } catch (BadSum e) {
      throw new BadFile("it is damaged: " + sum + " is no design: " + e.getMessage());
    }
    throw new BadFile("it is damaged: " + sum + " is written in another way");
  }

  private Book.Found found(KeptBook.KeptMark cell, Trial of) {
    final Optional<Verdict> hang = verdict(cell.hang(), of);
    final Optional<Verdict> unavoidable = verdict(cell.unavoidable(), of);
    final Optional<Verdict> other = verdict(cell.other(), of);
    final List<Boolean> asSaid = List.of(
        hang.stream().allMatch(is -> is.outcome().isHang() && untouched.wait(is).isEmpty()),
        unavoidable.stream()
            .allMatch(is -> is.outcome().isHang() && untouched.wait(is).isPresent()),
        other.stream().allMatch(is -> is.outcome().isFailure() && !is.outcome().isHang()));
    if (asSaid.contains(false) || !Collections.disjoint(cell.unvisited(), of.consulted())) {
      throw new IllegalArgumentException(cell.scenario());
    }
    return new Book.Found(
        new Mark(
            cell.schedules(),
            cell.reached(),
            cell.proven(),
            token(cell.hang(), of),
            token(cell.unavoidable(), of),
            unavoidable.flatMap(untouched::wait).orElse(""),
            token(cell.other(), of)),
        visited(cell.unvisited()));
  }

  private static Set<Place> visited(Set<Place> unvisited) {
    final Set<Place> visited = EnumSet.allOf(Place.class);
    visited.removeAll(unvisited);
    return visited;
  }

  private Optional<Verdict> verdict(String tail, Trial cell) {
    return tail.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Token.parse(token(tail, cell), cell).schedule().replay(controlled, StepObserver.NONE));
  }

  private static String token(String tail, Trial cell) {
    if (tail.isEmpty()) {
      return "";
    }
    final String any = new Schedule<>(cell, new int[0], 0).token();
    return any.substring(0, any.lastIndexOf('.') + 1) + tail;
  }
}
