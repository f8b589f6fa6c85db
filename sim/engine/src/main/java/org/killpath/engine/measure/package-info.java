/**
 * Measures the engine itself: how many schedules a second it runs and what bounds that, how many
 * each strategy takes to find something, and what there is to be found at all.
 *
 * <p>Uses {@code search} and what lies below it; nothing in the engine uses it. Start with {@link
 * org.killpath.engine.measure.Throughput}, then {@link org.killpath.engine.measure.Contest}.
 */
package org.killpath.engine.measure;
