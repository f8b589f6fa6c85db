package org.killpath.lab.invent;

import org.killpath.lab.design.edit.Edit;

/**
 * Why a set has an edit.
 *
 * @param words of {@link Finding#WORSE} the token of what happens without it, in an ordering that the
 *     set passes; of {@link Finding#NO_DESIGN} the reason; else empty
 */
public record Need(Edit edit, Finding finding, String words) {
  /** What is known of the set without the edit. */
  public enum Finding {
    /** Something bad is there that the set does not show. */
    WORSE,
    /** It is no design. */
    NO_DESIGN,
    /** All of it was measured, and nothing worse was seen. */
    NOTHING_WORSE,
    /** Nothing worse was seen so far, and the user has enough. */
    NOT_MEASURED
  }
}
