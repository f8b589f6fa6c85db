/**
 * Everything that is done with a {@link org.killpath.engine.search.Subject}: running it once,
 * running it by a strategy until enough is known, counting what its executions show, making a
 * failing one simpler, writing one down as a token and replaying it, stopping a search and going on
 * with it.
 *
 * <p>Uses {@code judge}, {@code runtime}, {@code strategy} and {@code kernel}; no subject is known
 * to it by name. Start with {@code Subject} and {@link org.killpath.engine.search.World}, which
 * whoever has something to explore implements; then {@link org.killpath.engine.search.Search} for a
 * loop of one's own, or {@link org.killpath.engine.search.Explorer} for many subjects at once.
 */
package org.killpath.engine.search;
