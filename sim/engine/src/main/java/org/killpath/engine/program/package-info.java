/**
 * Small programs on bare primitives, as subjects: those by which papers compare strategies and
 * reductions, and one that speed is measured by. Also the shortest examples of how a subject is
 * written.
 *
 * <p>Uses {@code kernel}, {@code primitive}, {@code runtime} and {@code search}. Start with {@link
 * org.killpath.engine.program.Program}.
 */
package org.killpath.engine.program;
