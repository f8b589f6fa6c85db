/**
 * What the kernel was once, or would have been, as designs: the columns that show that a known
 * bug of the past is found again.
 *
 * <p>Uses {@code vhost}, and other designs where one adds to them. Start with {@link
 * org.killpath.lab.design.history.UnguardedAssignment}.
 */
package org.killpath.lab.design.history;
