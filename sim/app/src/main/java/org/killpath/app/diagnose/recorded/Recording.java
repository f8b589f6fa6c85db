package org.killpath.app.diagnose.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.killpath.app.diagnose.match.Model;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;

/**
 * What cells showed in a run of the model that was recorded: the same, to the last bit, as running
 * them with that seed and that many schedules shows. Not for several threads.
 *
 * <p>The file: the version of the model, schedules, seed; tables of texts, functions, call traces and
 * tasks; then the cells, each with its length before it, so that those that nobody asks for are passed
 * over.
 */
public final class Recording {
  /** Where it is kept, beside this class. */
  static final String NAME = "cells.gz";

  /** So many schedules of each cell were run. */
  public static final long SCHEDULES = 40;

  /** The seed of that run. */
  public static final long SEED = 1;

  private final byte[] bytes;
  private final Map<String, Integer> places = new HashMap<>();
  private final Tables tables;

  private Recording(byte[] bytes) {
    this.bytes = bytes;
    final Packed packed = new Packed(bytes, 0);
    if (packed.number() != ModelVersion.CURRENT
        || packed.number() != SCHEDULES
        || packed.number() != SEED) {
      this.tables = Tables.EMPTY;
      return;
    }
    this.tables = Tables.read(packed);
    Packed at = packed;
    for (int cells = packed.number(); cells > 0; cells--) {
      final String name = tables.text(at.number()) + " " + tables.text(at.number());
      final int length = at.number();
      places.put(name, at.at());
      at = new Packed(bytes, at.at() + length);
    }
  }

  /** That which comes with the program; one without cells if it is of another model. */
  public static Recording ofThisModel() {
    try (InputStream in = Recording.class.getResourceAsStream(NAME)) {
      return new Recording(new GZIPInputStream(in, 1 << 16).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many cells are in it. */
  int size() {
    return places.size();
  }

  /** What a cell showed, if it was recorded. */
  Optional<Shown> of(Cell cell) {
    final String name = cell.scenario().key() + " " + cell.design().id();
    return Optional.ofNullable(places.get(name))
        .map(place -> tables.shown(cell, new Packed(bytes, place)));
  }

  /** Looks here first, and leaves what was not recorded to {@code others}. */
  public Model.Search orElse(Model.Search others) {
    return cells -> {
      final Map<Cell, Shown> found = new LinkedHashMap<>();
      final List<Cell> unknown = new ArrayList<>();
      for (Cell cell : cells) {
        of(cell).ifPresentOrElse(shown -> found.put(cell, shown), () -> unknown.add(cell));
      }
      if (!unknown.isEmpty()) {
        others.explore(unknown).forEach(shown -> found.put(shown.cell(), shown));
      }
      return cells.stream()
          .flatMap(cell -> Optional.ofNullable(found.get(cell)).stream())
          .toList();
    };
  }
}
