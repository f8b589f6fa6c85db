package org.killpath.lab.invent;

/**
 * What a set of edits is judged by; less is better in each.
 *
 * @param hangs orderings in which a hang was seen that some edit could avoid
 * @param others orderings in which anything else bad was seen
 * @param edits how many edits it has
 * @param cost locks, atomic read-modify-writes and readers of a host packet, a guest kick and a flush
 */
public record Score(int hangs, int others, int edits, int cost) {
  /** Is it nowhere worse than {@code other}, and somewhere better? */
  public boolean beats(Score other) {
    return hangs <= other.hangs
        && others <= other.others
        && edits <= other.edits
        && cost <= other.cost
        && !equals(other);
  }
}
