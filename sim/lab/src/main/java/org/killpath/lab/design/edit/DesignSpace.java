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
  private final List<Version> versions;
  private final Map<String, EditedDesign> named = new LinkedHashMap<>();

  private DesignSpace(List<Edit> edits) {
    this.edits = List.copyOf(edits);
    this.versions = KernelVersions.all(id -> edit(id).orElseThrow());
    NamedSets.all().forEach(set -> {
      final List<Edit> chosen =
          set.edits().stream().map(id -> edit(id).orElseThrow()).toList();
      check(chosen);
      named.put(
          set.id(), EditedDesign.plain(set.id(), set.proposedBy(), set.changes(), inOrder(chosen)));
    });
    versions.forEach(version -> {
      check(version.edits());
      named.put(version.id(), of(version, inOrder(version.edits())));
    });
  }

  public static DesignSpace all() {
    return new DesignSpace(Stream.of(
            HandlerEdits.all(),
            DetachEdits.all(),
            OtherEdits.all(),
            VersionEdits.all(),
            KernelVersions.edits())
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

  /** The sets that have a name of their own, upstream among them; kernel versions are none. */
  public List<EditedDesign> sets() {
    return named.values().stream().filter(set -> set.version().isEmpty()).toList();
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
        .orElseGet(() ->
            versionIn(ordered).map(version -> of(version, ordered)).orElseGet(() -> sum(ordered)));
  }

  /** The kernel versions that have been read, the oldest first. */
  public List<Version> versions() {
    return versions;
  }

  public Optional<Version> version(String id) {
    return versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  /** The version that a release is of, as kernels print it; nothing if nobody has read that one. */
  public Optional<Version> versionOf(String release) {
    return versions.stream().filter(version -> version.covers(release)).findFirst();
  }

  /**
   * {@code design} in a kernel of that version.
   *
   * @throws BadSum if it excludes what the version does
   */
  public EditedDesign under(EditedDesign design, Version version) {
    return of(Stream.concat(design.edits().stream(), version.edits().stream())
        .distinct()
        .toList());
  }

  /** The one with the most edits of those that are there whole. */
  private Optional<Version> versionIn(List<Edit> set) {
    return versions.stream()
        .filter(version -> set.containsAll(version.edits()))
        .max(Comparator.comparingInt(version -> version.edits().size()));
  }

  /** A set that has all edits of {@code version}, and goes by its name and that of the rest. */
  private EditedDesign of(Version version, List<Edit> ordered) {
    final EditedDesign rest =
        of(ordered.stream().filter(edit -> !version.edits().contains(edit)).toList());
    final EditedDesign sum = sum(ordered);
    return new EditedDesign(
        rest.edits().isEmpty() ? version.id() : rest.id() + PLUS + version.id(),
        rest.edits().isEmpty() ? "Linux " + version.id() : sum.proposedBy(),
        sum.changes(),
        ordered,
        Optional.of(version),
        rest.id());
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
    return EditedDesign.plain(
        ordered.stream().map(Edit::id).collect(Collectors.joining(PLUS)),
        ordered.stream().map(Edit::proposedBy).distinct().collect(Collectors.joining("; ")),
        ordered.stream().map(Edit::changes).collect(Collectors.joining(" ")),
        ordered);
  }
}
