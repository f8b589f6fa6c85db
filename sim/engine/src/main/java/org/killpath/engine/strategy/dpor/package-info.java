/**
 * Exhaustive search with dynamic partial-order reduction: of all interleavings that show the same,
 * at least one is executed.
 *
 * <p>Uses {@code kernel}, {@code runtime} and {@code strategy}. Start with {@link
 * org.killpath.engine.strategy.dpor.SourceDpor}, which names the algorithm and says how it departs
 * from it; then {@code Frames}, whose invariants hold the search together.
 */
package org.killpath.engine.strategy.dpor;
