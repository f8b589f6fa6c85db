/**
 * The rows of the table: what an ordering is, what its script sees ({@link
 * org.killpath.lab.scenario.Scene}), what a runner sees ({@link
 * org.killpath.lab.scenario.VhostWorld}), and the steps that orderings share ({@link
 * org.killpath.lab.scenario.Rig}). The orderings themselves stand in a package for each device.
 *
 * <p>Uses {@code vhost} and its devices; knows no design. Start with {@link
 * org.killpath.lab.scenario.Scenario}.
 */
package org.killpath.lab.scenario;
