/**
 * Measurements beside the product: the same small programs through killpath and through JetBrains
 * Lincheck, what a schedule allocates, and what everyday work costs under each design, in counts
 * and in nanoseconds. Nothing depends on it, and nothing here is a test.
 *
 * <p>Uses the engine, the laboratory, Lincheck and JMH. Start with {@link org.killpath.bench.Main}.
 */
package org.killpath.bench;
