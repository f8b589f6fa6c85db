/** From bytes to lines: unpacking, character sets, mail, and which lines are worth a look. */
package org.killpath.app.diagnose.log.line;
