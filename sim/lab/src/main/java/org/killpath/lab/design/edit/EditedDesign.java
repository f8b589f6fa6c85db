package org.killpath.lab.design.edit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/**
 * A point of the space.
 *
 * @param edits in the order of the space; none is upstream
 * @param version the kernel version whose edits are among them
 * @param plainId the id of the design without these; {@code id} if there are none
 */
public record EditedDesign(
    String id,
    String proposedBy,
    String changes,
    List<Edit> edits,
    Optional<Version> version,
    String plainId)
    implements Design {
  public EditedDesign {
    edits = List.copyOf(edits);
  }

  /** One of no particular version. */
  static EditedDesign plain(String id, String proposedBy, String changes, List<Edit> edits) {
    return new EditedDesign(id, proposedBy, changes, edits, Optional.empty(), id);
  }

  @Override
  public Optional<String> kernel() {
    return version.map(Version::words);
  }

  @Override
  public Parts parts(VhostDev dev) {
    return parts(dev, place -> {});
  }

  /** The parts, of which the kill handler and the flush tell whenever somebody comes by what an edit can change. */
  Parts parts(VhostDev dev, Consumer<Place> consulted) {
    final Teardown teardown = new Teardown(dev, consulted);
    edits.forEach(edit -> edit.change().accept(teardown));
    return teardown.parts();
  }

  @Override
  public String toString() {
    return id;
  }
}
