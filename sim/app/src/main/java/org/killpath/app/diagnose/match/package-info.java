/** Compares what a log shows with what cells of the model show. */
package org.killpath.app.diagnose.match;
