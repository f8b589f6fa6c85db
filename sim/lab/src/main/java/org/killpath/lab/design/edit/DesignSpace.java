package org.killpath.lab.design.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All edits, in the order in which sums are written, and the sets of them that have a name of their
 * own. A set is named by a sum of its edits, {@code drain-first+trylock-backoff}, whose parts may be
 * named sets, too.
 */
public final class DesignSpace {
  /** What stands between the edits of a sum. */
  public static final String PLUS = "+";

  private final List<Edit> edits;
  private final Map<String, EditedDesign> named = new LinkedHashMap<>();

  private DesignSpace(List<Edit> edits) {
    this.edits = List.copyOf(edits);
    NamedSets.all().forEach(set -> {
      final List<Edit> chosen =
          set.edits().stream().map(id -> edit(id).orElseThrow()).toList();
      check(chosen);
      named.put(
          set.id(), new EditedDesign(set.id(), set.proposedBy(), set.changes(), inOrder(chosen)));
    });
  }

  public static DesignSpace all() {
    return new DesignSpace(
        Stream.of(HandlerEdits.all(), DetachEdits.all(), OtherEdits.all(), VersionEdits.all())
            .flatMap(List::stream)
            .toList());
  }

  public List<Edit> edits() {
    return edits;
  }

  public Optional<Edit> edit(String id) {
    return edits.stream().filter(edit -> edit.id().equals(id)).findFirst();
  }

  /** Every word that can stand in a sum: edits, and named sets. */
  public List<String> words() {
    return Stream.concat(edits.stream().map(Edit::id), named.keySet().stream())
        .distinct()
        .toList();
  }

  /**
   * The design of that name: an edit that can be had alone, or a set that has a name of its own.
   */
  public Optional<EditedDesign> named(String id) {
    return Optional.ofNullable(named.get(id))
        .or(() -> edit(id).filter(edit -> edit.needs().isEmpty()).map(edit -> of(List.of(edit))));
  }

  /**
   * The design that {@code sum} names.
   *
   * @throws BadSum if there is none: an edit is unknown, named twice, lacks what it needs, or
   *     excludes another
   */
  public EditedDesign parse(String sum) {
    final List<Edit> chosen = new ArrayList<>();
    for (String word : Arrays.asList(sum.split("\\+", -1))) {
      final List<Edit> more = edit(word.strip())
          .map(List::of)
          .or(() -> Optional.ofNullable(named.get(word.strip())).map(EditedDesign::edits))
          .orElseThrow(() -> new BadSum("'" + word.strip() + "' is no edit"));
      if (more.isEmpty()) {
        throw new BadSum(word.strip() + " is what edits change, and no edit");
      }
      for (Edit edit : more) {
        if (chosen.contains(edit)) {
          throw new BadSum(
              edit + " is named twice" + (edit.id().equals(word.strip()) ? "" : ", by " + word));
        }
        chosen.add(edit);
      }
    }
    return of(chosen);
  }

  /**
   * The design of a set of edits, in any order: of its own name if it has one.
   *
   * @throws BadSum if they exclude each other, or one lacks what it needs
   */
  public EditedDesign of(List<Edit> set) {
    check(set);
    final List<Edit> ordered = inOrder(set);
    return named.values().stream()
        .filter(design -> design.edits().equals(ordered))
        .findFirst()
        .orElseGet(() -> sum(ordered));
  }

  /** Why the edits are no design; nothing if they are one. */
  public Optional<String> fault(List<Edit> set) {
    for (int i = 0; i < set.size(); i++) {
      for (Edit other : set.subList(i + 1, set.size())) {
        final String clash = set.get(i).clashWith(other);
        if (!clash.isEmpty()) {
          return Optional.of(set.get(i) + " and " + other + " exclude each other: " + clash);
        }
      }
    }
    return set.stream()
        .filter(edit -> !edit.needs().isEmpty()
            && set.stream().noneMatch(other -> edit.needs().contains(other.id())))
        .findFirst()
        .map(edit ->
            edit + " needs " + edit.needs().stream().sorted().collect(Collectors.joining(" or ")));
  }

  private void check(List<Edit> set) {
    fault(set).ifPresent(reason -> {
      throw new BadSum(reason);
    });
  }

  private List<Edit> inOrder(List<Edit> set) {
    return set.stream().sorted(Comparator.comparingInt(edits::indexOf)).toList();
  }

  private static EditedDesign sum(List<Edit> ordered) {
    return new EditedDesign(
        ordered.stream().map(Edit::id).collect(Collectors.joining(PLUS)),
        ordered.stream().map(Edit::proposedBy).distinct().collect(Collectors.joining("; ")),
        ordered.stream().map(Edit::changes).collect(Collectors.joining(" ")),
        ordered);
  }
}
