/**
 * One ordering under one design, and what is known of it without a search: which outcomes it may
 * show, in which order locks are taken, what everyday work costs.
 *
 * <p>Uses {@code scenario}, {@code vhost} and the search. Start with {@link
 * org.killpath.lab.cell.Cell}.
 */
package org.killpath.lab.cell;
