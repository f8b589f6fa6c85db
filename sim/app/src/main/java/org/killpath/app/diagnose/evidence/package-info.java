/** What the entries of one run of a kernel show together: who hangs, on what, who has it, why. */
package org.killpath.app.diagnose.evidence;
