package org.killpath.engine.search;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;

/**
 * The course of one execution through its parts: what whoever runs it has to do when everybody has
 * come to rest, be the interleaving controlled or free.
 *
 * <p>Life: {@link #next} begins a part, which is then run until everybody is at rest; and so on until
 * it begins none.
 */
public final class Course {
  private static final List<Part> FIRST = List.of(Part.SET_UP, Part.MAIN);

  private final World world;
  private final Judge judge;
  private final StepObserver observer;
  private Part part = Part.SET_UP;
  private List<Part> following = FIRST;
  private int begun;
  private Optional<String> missed = Optional.empty();

  /** The course of a new world, which {@code judge} is to judge. */
  public Course(World world, Judge judge, StepObserver observer) {
    this.world = world;
    this.judge = judge;
    this.observer = observer;
    judge.begin(world.kernel(), world::isObliged, world::isCentral);
  }

  /**
   * Everybody is at rest: either a wait that has an end of its own is over, and the same part goes
   * on, or the next part begins. Empty if nothing is left to run.
   */
  public Optional<Part> next() {
    if (world.kernel().passTime()) {
      return Optional.of(part);
    }
    if (part.isMain()) {
      missed = world.missedStage();
      if (missed.isPresent()) {
        return Optional.empty();
      }
    }
    judge.over(part);
    if (part.isMain()) {
      following = world.laterParts(judge.isCompleted());
      begun = 0;
    }
    part = begun < following.size() ? following.get(begun++) : Part.END;
    judge.before(part);
    observer.part(part);
    if (part.kind() == Part.Kind.END) {
      judge.over(part);
      return Optional.empty();
    }
    world.begin(part);
    return Optional.of(part);
  }

  /** The part that was begun last. */
  public Part part() {
    return part;
  }

  /** What an actor waited for in vain, so that there is nothing to judge. */
  public Optional<String> missed() {
    return missed;
  }

  /** What it showed, if nothing is left to run and nothing was missed. */
  public Verdict verdict() {
    return judge.verdict();
  }
}
