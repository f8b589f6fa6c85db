package org.killpath.stress.fork;

import java.util.Optional;
import org.killpath.engine.search.free.FreeRuns;
import org.killpath.engine.search.free.StageMissed;
import org.killpath.lab.cell.CellId;

/**
 * One world of whichever cell's turn it is. It is chosen when the first of the two actors comes, as
 * jcstress makes more states than it plays.
 */
public final class Turn {
  /** A world that is under way. */
  record Begun(CellId cell, FreeRuns.Played played) {}

  private final ForkedWorlds worlds;
  private Optional<Begun> begun = Optional.empty();
  private volatile Optional<Throwable> failure = Optional.empty();

  Turn(ForkedWorlds worlds) {
    this.worlds = worlds;
  }

  private synchronized Begun begun() {
    if (begun.isEmpty()) {
      begun = Optional.of(worlds.begin());
    }
    return begun.get();
  }

  /** Plays the first actor of the ordering on the calling thread. */
  public void playFirst() {
    try {
      begun().played().playFirst();
    } catch (RuntimeException | Error thrown) {
      failure = Optional.of(thrown);
    }
  }

  /** Plays the second one. */
  public void playSecond() {
    try {
      begun().played().playSecond();
    } catch (RuntimeException | Error thrown) {
      failure = Optional.of(thrown);
    }
  }

  /** What came of it, as {@link Seen} has it. Called when both actors are back. */
  public String result() {
    final Begun world = begun();
    final Seen seen =
        failure.map(thrown -> Seen.failure(world.cell(), thrown)).orElseGet(() -> seen(world));
    worlds.ended(world);
    return seen.text();
  }

  private static Seen seen(Begun world) {
    try {
      return new Seen(world.cell(), world.played().verdict().summary());
    } catch (StageMissed missed) {
      return new Seen(world.cell(), Seen.STAGE_MISSED);
    } catch (RuntimeException | Error thrown) {
      return Seen.failure(world.cell(), thrown);
    }
  }
}
