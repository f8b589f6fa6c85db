/**
 * Results for people to read: the outcome table, and documents in general. A report says what there
 * is to say once, as the parts of a {@link org.killpath.lab.table.Document}; text, Markdown and
 * plain pages are rendered from it here.
 */
package org.killpath.lab.table;
