/**
 * What the player of a kit said on a console. Consoles are untrusted: whatever cannot be read is
 * told, and nothing is taken for a success that was not said.
 *
 * <p>Uses nothing but files. Start with {@link org.killpath.app.kit.heard.ConsoleReader}.
 */
package org.killpath.app.kit.heard;
