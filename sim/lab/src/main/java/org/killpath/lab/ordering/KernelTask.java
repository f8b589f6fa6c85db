package org.killpath.lab.ordering;

/** A task that the kernel itself makes for a device or its file, and that an ordering can name. */
public enum KernelTask {
  /** Carries out a SCSI command. */
  TARGET("target"),
  /** Flushes for a task management function, on a workqueue. */
  TMF_FLUSH("tmf-flush"),
  /** Sends a frame that was not copied. */
  LOWER_DEVICE("lower-device"),
  /** Releases the files whose last reference a kernel task dropped, on a workqueue. */
  DELAYED_FPUT("delayed-fput");

  private final String role;

  KernelTask(String role) {
    this.role = role;
  }

  /** Its name in scripts, and its role in the model. */
  public String role() {
    return role;
  }
}
