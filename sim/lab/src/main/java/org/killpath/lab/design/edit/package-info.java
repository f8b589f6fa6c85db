/**
 * The space of designs: each part of the teardown has named alternatives, an alternative is an
 * {@link org.killpath.lab.design.edit.Edit} of upstream, and a set of edits is a design.
 *
 * <p>Uses {@code vhost} and the building blocks in {@code design.step}. Start with {@link
 * org.killpath.lab.design.edit.DesignSpace}; a new edit is a line in one of the lists that it is
 * made of.
 */
package org.killpath.lab.design.edit;
