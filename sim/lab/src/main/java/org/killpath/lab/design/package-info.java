/**
 * The kernel as it is, which all other designs are edits of.
 *
 * <p>Uses {@code vhost}. The other designs are in {@link org.killpath.lab.design.edit}.
 */
package org.killpath.lab.design;
