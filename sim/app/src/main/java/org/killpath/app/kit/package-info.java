/**
 * What plays an ordering on a real kernel: a folder with the script, the plan that is made of it, a
 * program that plays plans, and what boots a machine for it.
 *
 * <p>Uses {@code lab.ordering}. Start with {@link org.killpath.app.kit.Kit}.
 */
package org.killpath.app.kit;
