package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.CircularDependency;
import org.killpath.app.diagnose.log.KernelWarning;
import org.killpath.app.diagnose.log.TaskId;

/**
 * What one run of a kernel logged about vhost.
 *
 * @param release of the kernel, as the log names it
 * @param otherHung tasks that the watchdog reported and that have nothing to do with vhost
 * @param notHanging tasks that have locks of vhost although nobody is seen to wait for them
 */
public record CaseFile(
    Optional<String> release,
    boolean aboutVhost,
    List<Hang> hangs,
    List<TaskId> otherHung,
    List<Seen> notHanging,
    List<KernelWarning> warnings,
    List<CircularDependency> splats) {}
