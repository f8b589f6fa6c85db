/**
 * Verdicts in the shape that the kernel's own reports have: hung tasks, blocked tasks, held locks,
 * lockdep. The shape, that is the words and the order of a line, is a format; what fills it is what a
 * replay showed. Frames around the mirrored functions are those that such a wait and such an entry
 * into the kernel usually have.
 */
package org.killpath.app.report.klog;

import org.killpath.engine.strategy.dpor.Frames;
