/**
 * How a file is packed and in which character set it is: it comes out as bytes of UTF-8, or it is said
 * why it cannot.
 *
 * <p>Uses the JDK, and libraries for two kinds of packing. Start with {@link
 * org.killpath.app.diagnose.log.packing.Decoding}.
 */
package org.killpath.app.diagnose.log.packing;
