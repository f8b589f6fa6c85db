/**
 * Everything there is to choose from: all orderings and all designs, killpath's own and those
 * that others provide on the class path through {@link java.util.ServiceLoader}, which are looked
 * at before they are taken in.
 *
 * <p>Uses {@code scenario} and {@code design}. Start with {@link
 * org.killpath.lab.catalogue.Orderings}, the door for orderings; that for designs is {@link
 * org.killpath.lab.vhost.Design}.
 */
package org.killpath.lab.catalogue;
