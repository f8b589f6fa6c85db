/**
 * The test of what all other tests rest on: whether a free-running world is at rest is found out
 * exactly. Small worlds of two tasks are stuck or not by construction, and the detector has to say
 * which.
 *
 * <p>Uses the engine and {@code stress.fork}; knows nothing of the laboratory. Start with {@link
 * org.killpath.stress.detector.Quiescence}.
 */
package org.killpath.stress.detector;
