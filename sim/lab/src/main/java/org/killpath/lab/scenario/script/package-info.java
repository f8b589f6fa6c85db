/**
 * Plays orderings that are data: turns the steps of an {@link
 * org.killpath.lab.ordering.OrderingScript} into what the tasks of a {@link
 * org.killpath.lab.scenario.Scene} do.
 *
 * <p>Uses {@code ordering}, {@code scenario} and the devices. Start with {@link
 * org.killpath.lab.scenario.script.Scripted}.
 */
package org.killpath.lab.scenario.script;
