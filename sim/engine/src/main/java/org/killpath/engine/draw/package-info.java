/**
 * Executions as plain text, for people: no library is needed to look at one.
 *
 * <p>Uses {@code search}. Start with {@link org.killpath.engine.draw.TraceLanes}.
 */
package org.killpath.engine.draw;
