package org.killpath.app.report.page;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.VringRequest.Command;
import org.killpath.lab.vhost.device.Device.Kind;

/** An ordering whose every name would do harm if it were not escaped. */
final class Hostile {
  /** Breaks out of text, of an attribute, of a script and of a comment. */
  static final String NAME =
      "--></title></script>\"'><img src=x onerror=\"document.title='pwned'\"><script>"
          + "document.title='pwned'</script>${1}{{7*7}}";

  private Hostile() {}

  static Cell cell() {
    return new Cell(
        new Scenario(
            "<b>C<b>" + NAME,
            Form.STAGED,
            Kind.VSOCK,
            NAME,
            new Actors("killer", NAME),
            false,
            world -> {
              final UserPage page = world.page(NAME, Backing.USERFAULTFD);
              final VringRequest request =
                  new VringRequest(Command.SET_CALL, 0, world.presentPage(), page);
              final Task holder = world.user(
                  NAME,
                  Membership.OUTSIDE,
                  current -> world.systemCall(current, task -> world.vsock().ioctl(task, request)));
              world.other("killer", current -> {
                world.untilBlocked(current, holder, page);
                world.ownerGroup().kill(current, Kill.KILL);
              });
            }),
        Schedules.cell("C", "upstream").design());
  }
}
