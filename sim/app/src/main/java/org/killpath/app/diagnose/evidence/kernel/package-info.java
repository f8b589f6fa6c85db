/** Which kernel wrote a log, and how old its code is. */
package org.killpath.app.diagnose.evidence.kernel;
