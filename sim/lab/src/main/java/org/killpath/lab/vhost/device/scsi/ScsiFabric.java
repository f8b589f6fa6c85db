package org.killpath.lab.vhost.device.scsi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.Mutex;

/**
 * Mirrors {@code vhost_scsi_list} and {@code vhost_scsi_mutex} (drivers/vhost/scsi.c, 6.12 to 7.3):
 * the portal groups of the whole machine, whatever device and process they are for. All of an
 * ordering are there from the beginning.
 */
public final class ScsiFabric {
  private final Mutex vhostScsiMutex;
  private final List<ScsiTarget> portalGroups = new CopyOnWriteArrayList<>();

  public ScsiFabric(Kernel kernel) {
    this.vhostScsiMutex = new Mutex(kernel, "vhost_scsi_mutex");
  }

  /** Guards the list of portal groups. */
  public Mutex vhostScsiMutex() {
    return vhostScsiMutex;
  }

  /** {@code vhost_scsi_make_tpg()}, before the ordering begins: the newest is the last. */
  void add(ScsiTarget portalGroup) {
    portalGroups.add(portalGroup);
  }

  List<ScsiTarget> portalGroups() {
    return portalGroups;
  }
}
