package org.killpath.lab.invent.book;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.KeptFile;
import org.killpath.lab.design.edit.Place;

/**
 * The cells that searches have measured, written down. It says nothing of what was searched for: a cell
 * comes out the same whoever asks, so that any search of the same program and model may use it.
 *
 * @param version of the program
 * @param model of the model, see {@link org.killpath.lab.cell.ModelVersion}
 * @param own the classes of somebody else's that provided orderings when it was written
 * @param sets what was measured, by set and way of measuring
 */
public record KeptBook(String version, int model, List<OwnClass> own, List<Kept> sets)
    implements KeptFile.Body {
  /** How it is written and read. */
  public static final KeptFile<KeptBook> FORM = new KeptFile<>("invention", 3, KeptBook.class);

  /** The cells of one set that were explored in one way, with at most so many executions. */
  public record Kept(String design, String strategy, long most, List<KeptMark> cells) {
    public Kept {
      Objects.requireNonNull(design);
      Objects.requireNonNull(strategy);
      cells = List.copyOf(cells);
    }
  }

  /**
   * One of them. Of a replay token only what follows the last full stop is kept.
   *
   * @param hang of a hang that an edit could avoid; nothing: empty words
   * @param unavoidable of one that no edit can
   * @param other of anything else bad
   * @param unvisited to which parts of the teardown no execution came
   */
  public record KeptMark(
      String scenario,
      long schedules,
      long reached,
      boolean proven,
      String hang,
      String unavoidable,
      String other,
      Set<Place> unvisited) {
    public KeptMark {
      Objects.requireNonNull(scenario);
      Objects.requireNonNull(hang);
      Objects.requireNonNull(unavoidable);
      Objects.requireNonNull(other);
      unvisited = Collections.unmodifiableSet(new TreeSet<>(unvisited));
    }
  }

  public KeptBook {
    Objects.requireNonNull(version);
    own = List.copyOf(own);
    sets = List.copyOf(sets);
  }

  /** What is in {@code book}. */
  public static KeptBook of(Book book, String version, int model, List<OwnClass> own) {
    final Map<Way, List<KeptMark>> sets = new LinkedHashMap<>();
    book.forEach((entry, found) -> sets.computeIfAbsent(
            new Way(entry.design().id(), entry.strategy(), entry.schedules()),
            unseen -> new ArrayList<>())
        .add(kept(entry.scenario().id(), found.mark(), found.consulted())));
    return new KeptBook(
        version,
        model,
        own,
        sets.entrySet().stream()
            .map(set -> new Kept(
                set.getKey().design(),
                set.getKey().strategy(),
                set.getKey().most(),
                set.getValue()))
            .toList());
  }

  private record Way(String design, String strategy, long most) {}

  private static KeptMark kept(String scenario, Mark mark, Set<Place> consulted) {
    return new KeptMark(
        scenario,
        mark.schedules(),
        mark.reached(),
        mark.proven(),
        tail(mark.hang()),
        tail(mark.unavoidable()),
        tail(mark.other()),
        EnumSet.complementOf(EnumSet.copyOf(consulted)));
  }

  private static String tail(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  @Override
  public void check() {
    final Set<List<Object>> seen = new HashSet<>();
    for (Kept set : sets) {
      if (set.most < 1 || Strategies.all().byName(set.strategy, 1).isEmpty()) {
        throw new BadFile("it is damaged: " + set.design + " was measured in no known way");
      }
      for (KeptMark cell : set.cells) {
        if (!seen.add(List.of(cell.scenario, set.design, set.strategy, set.most))) {
          throw damaged(cell, set, "is there twice");
        }
        if (cell.schedules < 1
            || cell.schedules > set.most
            || cell.reached < 0
            || cell.reached > cell.schedules
            || (cell.reached == 0 && !(cell.hang + cell.unavoidable + cell.other).isEmpty())) {
          throw damaged(cell, set, "has numbers that cannot be");
        }
      }
    }
  }

  static BadFile damaged(KeptMark cell, Kept set, String what) {
    return new BadFile("it is damaged: " + cell.scenario + " x " + set.design + " " + what);
  }

  /** Why a program of that version and model, with these classes, cannot use it; nothing if it can. */
  public Optional<String> difference(String itsVersion, int itsModel, List<OwnClass> present) {
    if (!version.equals(itsVersion)) {
      return Optional.of("it is of " + version + ", and not of " + itsVersion);
    }
    return model == itsModel
        ? OwnClass.lost(own, present).map(why -> "it is of another search: " + why)
        : Optional.of("it is of version " + model + " of the model; this is version " + itsModel);
  }
}
