package org.killpath.lab.invent.book;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.Consulted;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Place;
import org.killpath.lab.scenario.Scenario;

/**
 * What is known of cells, so that none is measured twice: neither one of the same set, nor one of a set
 * that differs only where no execution came by.
 */
public final class Book {
  /** One cell, and how it was explored. */
  public record Entry(Scenario scenario, EditedDesign design, String strategy, long schedules) {
    private Key key() {
      return new Key(way(), design.id());
    }

    private Way way() {
      return new Way(scenario.id(), strategy, schedules);
    }
  }

  /**
   * What an entry showed.
   *
   * @param consulted which parts of the teardown its executions came by
   */
  public record Found(Mark mark, Set<Place> consulted) {
    public Found {
      consulted = Collections.unmodifiableSet(EnumSet.copyOf(consulted));
    }

    /** The same of a set that has the same executions as that of {@code cell}. */
    private Found under(EditedDesign other, Cell cell) {
      return new Found(mark.under(other, cell), consulted);
    }
  }

  private record Way(String scenario, String strategy, long schedules) {}

  private record Key(Way way, String design) {}

  private record Known(Entry entry, Found found) {}

  /** By what executions came by, and by the edits that change anything there. */
  private static final class Alike {
    private final Map<Set<Place>, Map<List<Edit>, Known>> known = new LinkedHashMap<>();

    private void add(Known more) {
      final Set<Place> places = more.found().consulted();
      known
          .computeIfAbsent(places, unseen -> new LinkedHashMap<>())
          .putIfAbsent(Consulted.relevant(more.entry().design().edits(), places), more);
    }

    private Optional<Known> find(EditedDesign design) {
      return known.entrySet().stream()
          .flatMap(each -> Optional.ofNullable(
              each.getValue().get(Consulted.relevant(design.edits(), each.getKey())))
              .stream())
          .findFirst();
    }
  }

  private final Map<Key, Known> entries = new LinkedHashMap<>();
  private final Map<Way, Alike> byWay = new LinkedHashMap<>();

  /** What an entry showed, or would show. */
  public Optional<Found> find(Entry wanted) {
    return Optional.ofNullable(byWay.get(wanted.way()))
        .flatMap(alike -> alike.find(wanted.design()))
        .map(known -> known
            .found()
            .under(wanted.design(), new Cell(wanted.scenario(), known.entry().design())));
  }

  /**
   * What of a wanted entry is likely to matter: entries that differ in that are likely to come out
   * differently. Nothing is known as long as nothing like it was measured.
   */
  public Optional<List<Edit>> likelyToMatter(Entry wanted) {
    return Optional.ofNullable(byWay.get(wanted.way())).map(alike -> {
      final Set<Place> places = EnumSet.noneOf(Place.class);
      alike.known.keySet().forEach(places::addAll);
      return Consulted.relevant(wanted.design().edits(), places);
    });
  }

  public void add(Entry entry, Found found) {
    final Known known = new Known(entry, found);
    if (entries.putIfAbsent(entry.key(), known) == null) {
      byWay.computeIfAbsent(entry.way(), unseen -> new Alike()).add(known);
    }
  }

  /** Told of an entry and what it showed. */
  interface Reader {
    void read(Entry entry, Found found);
  }

  /** All that was measured, in this order. */
  void forEach(Reader reader) {
    entries.values().forEach(known -> reader.read(known.entry(), known.found()));
  }
}
