/** Findings in sentences. */
package org.killpath.app.diagnose.words;
