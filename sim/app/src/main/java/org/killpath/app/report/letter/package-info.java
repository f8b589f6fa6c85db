/** A mail to a list: what was run, what came out, why, and what is still open. */
package org.killpath.app.report.letter;
