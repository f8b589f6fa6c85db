/**
 * An ordering as data: memory, tasks, their system calls, what each waits for, and what follows.
 * The model plays it, and so can whoever brings it about on a real kernel.
 *
 * <p>Uses the engine's words for pages and kills, and the kinds of devices. Start with {@link
 * org.killpath.lab.ordering.OrderingScript}; files of it are read in {@code ordering.yaml}.
 */
package org.killpath.lab.ordering;
