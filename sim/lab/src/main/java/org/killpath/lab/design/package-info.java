/**
 * The columns of the table: each class is one way to build the teardown, and says who proposed it
 * and what it changes. Every one is {@link org.killpath.lab.vhost.Parts#upstream} with something
 * replaced.
 *
 * <p>Uses {@code vhost} and the building blocks in {@code design.step}. Start with {@link
 * org.killpath.lab.design.DrainFirst}.
 */
package org.killpath.lab.design;
