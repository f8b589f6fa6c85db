package org.killpath.lab.claim;

import java.util.List;
import org.killpath.lab.cell.CellId;

/**
 * Something that somebody said about the hang, put so that measured cells decide it.
 *
 * <p>A claim names the cells it needs; all interleavings of them are executed where that is
 * possible, and {@link #judge} derives the ruling from what they showed, never from what is
 * expected.
 */
public interface Claim {
  /** As in C1. */
  String id();

  /** What was said, in our own words. */
  String says();

  /** Who said it. */
  String by();

  /** The cells that decide it. */
  List<CellId> cells();

  /** The designs by which people proposed to end the hang, of which it says that they do. */
  default List<String> proposals() {
    return List.of();
  }

  Ruling judge(Measured measured);
}
