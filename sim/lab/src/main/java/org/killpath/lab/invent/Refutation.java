package org.killpath.lab.invent;

/**
 * An execution that shows something bad, and under which sets of edits it is one: those that agree with
 * its own in all edits that change anything of what it came by.
 *
 * @param ordering its id
 * @param has the edits that those sets have
 * @param lacks those that they have not
 * @param token of one of them
 */
record Refutation(String ordering, long has, long lacks, String token) {
  /** Is it one of {@code set}, too? */
  boolean isOf(long set) {
    return (set & has) == has && (set & lacks) == 0;
  }
}
