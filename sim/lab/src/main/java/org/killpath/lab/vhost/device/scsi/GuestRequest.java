package org.killpath.lab.vhost.device.scsi;

/** What a SCSI guest puts on a ring. */
public enum GuestRequest {
  /** A command, on a request queue. */
  COMMAND,
  /** A task management function, on the control queue. */
  TASK_MANAGEMENT,
  /** An empty buffer for an event, on the event queue. */
  EVENT_BUFFER
}
