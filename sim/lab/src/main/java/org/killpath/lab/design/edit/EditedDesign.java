package org.killpath.lab.design.edit;

import java.util.List;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/**
 * A point of the space.
 *
 * @param edits in the order of the space; none is upstream
 */
public record EditedDesign(String id, String proposedBy, String changes, List<Edit> edits)
    implements Design {
  public EditedDesign {
    edits = List.copyOf(edits);
  }

  @Override
  public Parts parts(VhostDev dev) {
    final Teardown teardown = new Teardown(dev);
    edits.forEach(edit -> edit.change().accept(teardown));
    return teardown.parts();
  }

  @Override
  public String toString() {
    return id;
  }
}
