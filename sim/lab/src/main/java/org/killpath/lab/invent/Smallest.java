package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.design.edit.EditedDesign;

/**
 * How many edits a set has at least under which no avoidable hang and nothing else bad is left.
 *
 * <p>Why that is a proof: each {@link Refutation} is an execution that was run, of every set that agrees
 * with the one that it was run under in all edits that could have changed anything of what it came by.
 * A set that is not refuted has an edit that all of those lack, or lacks one that they have. So whoever
 * looks for it begins with no edits; as long as a refutation is of the set at hand, one of the edits
 * that it lacks has to come in, since those that it has are never taken out again. Every set that nothing
 * refutes has one at the end of such a way in it; when all ways with at most so many edits have been gone
 * and each ended at a refutation, every such set shows something bad. A set that no known refutation is
 * of is measured; that it shows nothing bad is as sure as its cells are.
 */
public final class Smallest {
  private final Question question;
  private final Laboratory laboratory;
  private final Universe universe;
  private final Refuter refuter;
  private final Consumer<Smallest> progress;
  private final List<Refutation> refutations = new ArrayList<>();
  private long sets;
  private int atLeast;

  /**
   * Searches the sets of the edits of {@code question}.
   *
   * @param controlled to run single executions
   * @param progress told after each set that was run
   * @throws IllegalArgumentException if there are more than 64 edits
   */
  public Smallest(
      Question question,
      Laboratory laboratory,
      Controlled controlled,
      Consumer<Smallest> progress) {
    this.progress = progress;
    this.question = question;
    this.laboratory = laboratory;
    this.universe = new Universe(question);
    this.refuter = new Refuter(question, universe, laboratory, controlled);
    this.atLeast = question.required().size();
  }

  /**
   * The smallest set in which nothing bad was found, if there is one with at most so many edits as the
   * question asks for and it was found before the user had enough. Beforehand all smaller ones have been
   * refuted.
   */
  public Optional<EditedDesign> find() {
    while (atLeast <= question.most()) {
      final Optional<Long> found = find(universe.required(), 0, atLeast);
      if (found.isPresent() || laboratory.isCut()) {
        return found.map(universe::design);
      }
      atLeast++;
    }
    return Optional.empty();
  }

  /** What every set has at least that shows nothing bad, by what was refuted so far. */
  public int atLeast() {
    return atLeast;
  }

  /** A set with {@code set} in it, none of {@code without}, and at most so many edits. */
  private Optional<Long> find(long set, long without, int most) {
    final int left = most - Long.bitCount(set);
    if (left < 0 || laboratory.isCut()) {
      return Optional.empty();
    }
    final long out = without | universe.excludedBy(set);
    Optional<Long> ways = ways(set, out, left);
    if (ways.isEmpty()) {
      sets++;
      final List<Refutation> found = refuter.refute(set);
      if (found.isEmpty()) {
        return laboratory.isCut() ? Optional.empty() : Optional.of(set);
      }
      refutations.addAll(found);
      progress.accept(this);
      ways = ways(set, out, left);
    }
    long gone = without;
    for (long rest = ways.orElseThrow(); rest != 0; rest &= rest - 1) {
      final long edit = Long.lowestOneBit(rest);
      final Optional<Long> found = find(set | edit, gone, most);
      if (found.isPresent()) {
        return found;
      }
      gone |= edit;
    }
    return Optional.empty();
  }

  /**
   * Edits one of which has to come in, the fewest that are known to be so; nothing if the set is a
   * design that nothing known refutes. No edit if there are none, or if more have to come in than may.
   */
  private Optional<Long> ways(long set, long out, int left) {
    if (universe.lacksNeeded(set)) {
      return Optional.of(left == 0 ? 0 : universe.needed(set) & ~out);
    }
    final List<Long> each = refutations.stream()
        .filter(refutation -> refutation.isOf(set))
        .map(refutation -> refutation.lacks() & ~out)
        .distinct()
        .sorted(Comparator.comparingInt(Long::bitCount))
        .toList();
    long taken = 0;
    int disjoint = 0;
    for (long one : each) {
      if ((one & taken) == 0) {
        taken |= one;
        disjoint++;
      }
    }
    return each.isEmpty() ? Optional.empty() : Optional.of(disjoint > left ? 0 : each.get(0));
  }

  /** How many sets were tried or measured. */
  public long sets() {
    return sets;
  }

  /**
   * How often an ordering refutes.
   *
   * @param token replays one of the executions
   */
  public record Told(String ordering, long times, String token) {}

  /** What refutes, the most telling ordering first. */
  public List<Told> refutations() {
    final Map<String, List<Refutation>> byOrdering = refutations.stream()
        .collect(
            Collectors.groupingBy(Refutation::ordering, LinkedHashMap::new, Collectors.toList()));
    return byOrdering.entrySet().stream()
        .map(each -> new Told(
            each.getKey(), each.getValue().size(), each.getValue().get(0).token()))
        .sorted(Comparator.comparingLong(Told::times).reversed())
        .toList();
  }

  /** How many executions were run to try what one set showed on another. */
  public long tried() {
    return refuter.executions();
  }
}
