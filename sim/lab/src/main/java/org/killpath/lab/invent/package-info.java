/**
 * The search through the space of designs: which sets of edits leave the fewest hangs, with the
 * fewest edits, at the lowest cost.
 *
 * <p>Uses {@code cell}, {@code design.edit} and, to be gone on with, {@code campaign.file}; how cells
 * are explored is the caller's affair. Start
 * with {@link org.killpath.lab.invent.Invention}.
 */
package org.killpath.lab.invent;
