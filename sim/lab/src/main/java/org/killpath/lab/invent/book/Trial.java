package org.killpath.lab.invent.book;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.judge.Scale;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Subject;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.TokenForm;
import org.killpath.engine.search.World;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.Consulted;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Place;
import org.killpath.lab.scenario.Scenario;

/**
 * A cell in a search of the space: its executions tell which parts of the teardown they came by. Its
 * seed is that of the ordering, whatever the design: so two sets that agree in all that was come by
 * have the same executions, and what one showed the other would show, too.
 */
public final class Trial implements Subject {
  private final EditedDesign design;
  private final Cell cell;
  private final Cell watched;
  private final Consulted consulted = new Consulted();
  private Optional<Set<Place>> consultedWhenStuck = Optional.empty();

  public Trial(Scenario scenario, EditedDesign design) {
    this.design = design;
    this.cell = new Cell(scenario, design);
    this.watched = new Cell(scenario, consulted.watching(design));
  }

  public Scenario scenario() {
    return cell.scenario();
  }

  public EditedDesign design() {
    return design;
  }

  /** What its executions came by so far. */
  public Set<Place> consulted() {
    return consulted.places();
  }

  /** Would that set have had the same executions so far? */
  public boolean isAlike(EditedDesign other) {
    return isAlike(design, other, consulted());
  }

  /** Do both sets have the same edits of those that change anything there? */
  static boolean isAlike(EditedDesign one, EditedDesign other, Set<Place> places) {
    return relevant(one, places).equals(relevant(other, places));
  }

  private static List<Edit> relevant(EditedDesign design, Set<Place> places) {
    return Consulted.relevant(design.edits(), places);
  }

  /** The token of the same execution under {@code other}, which is alike. */
  static String under(EditedDesign other, String token, Cell of) {
    if (token.isEmpty() || other.id().equals(of.design().id())) {
      return token;
    }
    final Schedule<Cell> schedule = Token.parse(token, of).schedule();
    return new Schedule<>(new Cell(of.scenario(), other), schedule.deviations(), schedule.digest())
        .token();
  }

  @Override
  public String id() {
    return cell.id();
  }

  @Override
  public String name() {
    return cell.name();
  }

  @Override
  public World world(Interleaver interleaver) {
    return new Observed(watched.world(interleaver));
  }

  /**
   * What executions had come by when they were stuck, if one was: sets that agree in that are stuck
   * there, too, whatever follows.
   */
  public Optional<Set<Place>> consultedWhenStuck() {
    return consultedWhenStuck;
  }

  private final class Observed implements World {
    private final World world;

    Observed(World world) {
      this.world = world;
    }

    @Override
    public Kernel kernel() {
      return world.kernel();
    }

    @Override
    public void begin(Part part) {
      world.begin(part);
    }

    @Override
    public Optional<String> missedStage() {
      return world.missedStage();
    }

    @Override
    public List<Part> laterParts(boolean completed) {
      if (!completed) {
        consultedWhenStuck = Optional.of(consulted());
      }
      return world.laterParts(completed);
    }

    @Override
    public boolean isObliged(Task task) {
      return world.isObliged(task);
    }

    @Override
    public boolean isCentral(Task task) {
      return world.isCentral(task);
    }
  }

  @Override
  public Scale scale() {
    return cell.scale();
  }

  @Override
  public TokenForm tokens() {
    return cell.tokens();
  }

  @Override
  public long seed(long ofRun) {
    return SplitMix.seedFor(cell.scenario().id(), ofRun);
  }

  @Override
  public String toString() {
    return name();
  }
}
