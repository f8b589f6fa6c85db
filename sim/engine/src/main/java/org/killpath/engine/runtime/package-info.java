/**
 * Two ways to run a world: {@link org.killpath.engine.runtime.Controlled}, where one task runs at a
 * time and a chooser says which, and {@link org.killpath.engine.runtime.FreeRunning}, where the
 * operating system schedules and quiescence is found out exactly. Neither knows what is run, nor
 * what it shows.
 *
 * <p>Uses {@code kernel}, and {@code runtime.carrier} for its threads. Start with {@code
 * Controlled}; the comment of {@code FreeRunning} proves why no time-out decides anything.
 */
package org.killpath.engine.runtime;
