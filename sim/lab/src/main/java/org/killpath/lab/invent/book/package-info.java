/**
 * What is known of the space from executions: which of them refutes which sets of edits. It is kept in
 * a file, with which a search is gone on with.
 *
 * <p>Uses {@code cell}, {@code design.edit} and {@code campaign.file}. Start with {@link
 * org.killpath.lab.invent.book.Book}.
 */
package org.killpath.lab.invent.book;
