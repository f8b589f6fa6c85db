/**
 * The rows of the table: what an ordering is, what its script sees ({@link
 * org.killpath.lab.scenario.Scene}), what a runner sees ({@link
 * org.killpath.lab.scenario.VhostWorld}). The orderings themselves are data, see {@code ordering};
 * they are played in {@code scenario.script}.
 *
 * <p>Uses {@code vhost} and its devices; knows no design. Start with {@link
 * org.killpath.lab.scenario.Scenario}.
 */
package org.killpath.lab.scenario;
