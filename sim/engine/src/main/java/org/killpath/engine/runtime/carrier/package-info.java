/**
 * Transfer of control between real threads of which one runs at a time.
 *
 * <p>A controlled execution lets one task run, decides at each visible operation who runs next, and
 * gives control to that task's thread. What such a handoff costs decides how many schedules a second
 * can be explored, so this package does that one thing: pooled threads ({@link
 * org.killpath.engine.runtime.carrier.Carrier}) that outlive the short executions they run, and the
 * cheapest handoff that the JVM at hand offers ({@link org.killpath.engine.runtime.carrier.Carriers}). It
 * knows nothing of tasks, schedules or strategies.
 */
package org.killpath.engine.runtime.carrier;
