package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;

/** The edits of a question, each a bit of a number, so that sets of them are numbers. */
final class Universe {
  private final DesignSpace space;
  private final List<Edit> edits;
  private final List<Long> clashes = new ArrayList<>();
  private final long required;

  Universe(Question question) {
    this.space = question.space();
    this.edits = space.edits().stream()
        .filter(edit -> question.free().contains(edit) || question.required().contains(edit))
        .toList();
    if (edits.size() > Long.SIZE) {
      throw new IllegalArgumentException(edits.size() + " edits");
    }
    this.required = of(question.required());
    edits.forEach(edit -> clashes.add(of(edits.stream()
        .filter(other -> !other.equals(edit) && !edit.clashWith(other).isEmpty())
        .toList())));
  }

  long of(Collection<Edit> set) {
    return set.stream()
        .mapToLong(edit -> 1L << edits.indexOf(edit))
        .reduce(0, (one, other) -> one | other);
  }

  EditedDesign design(long set) {
    return space.of(edits(set));
  }

  private List<Edit> edits(long set) {
    return edits.stream().filter(edit -> (set & of(List.of(edit))) != 0).toList();
  }

  /** Those that exclude some edit of {@code set}. */
  long excludedBy(long set) {
    long excluded = 0;
    for (long rest = set; rest != 0; rest &= rest - 1) {
      excluded |= clashes.get(Long.numberOfTrailingZeros(rest));
    }
    return excluded;
  }

  /** If some edit of {@code set} needs another one: those of which one will do; else none. */
  long needed(long set) {
    return edits(set).stream()
        .filter(edit -> !edit.needs().isEmpty())
        .map(edit ->
            of(edits.stream().filter(other -> edit.needs().contains(other.id())).toList()))
        .filter(oneOf -> (oneOf & set) == 0)
        .findFirst()
        .orElse(0L);
  }

  /** Does some edit of {@code set} need what is not there? */
  boolean lacksNeeded(long set) {
    return edits(set).stream()
        .anyMatch(edit -> !edit.needs().isEmpty()
            && edits(set).stream().noneMatch(other -> edit.needs().contains(other.id())));
  }

  long required() {
    return required;
  }

  /** All of them. */
  List<Edit> edits() {
    return edits;
  }
}
