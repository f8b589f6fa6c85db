/**
 * The outcome table as data: its grid, its cells, its words. How it is rendered is the
 * application's affair.
 *
 * <p>Uses {@code cell} and the search. Start with {@link org.killpath.lab.table.OutcomeTable}.
 */
package org.killpath.lab.table;
