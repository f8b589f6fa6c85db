/**
 * Many executions of many subjects: sampled or searched, side by side, counted by what they showed,
 * stopped and gone on with. Whatever comes out does not depend on how many threads there were.
 *
 * <p>Uses {@code search}, which runs one execution. Start with {@link
 * org.killpath.engine.explore.Explorer}, and {@link org.killpath.engine.explore.Result} for what it
 * comes to.
 */
package org.killpath.engine.explore;
