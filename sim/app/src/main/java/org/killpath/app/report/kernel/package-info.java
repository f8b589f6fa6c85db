/**
 * What a real kernel showed when it played orderings, beside what the model shows of them.
 *
 * <p>Uses {@code app.kit.heard} and {@code lab.truth}. Start with {@link
 * org.killpath.app.report.kernel.ComparedPlay}.
 */
package org.killpath.app.report.kernel;
