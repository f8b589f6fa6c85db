package org.killpath.report.page;

import org.killpath.Schedules;
import org.killpath.explore.Cell;
import org.killpath.kernel.Task;
import org.killpath.kernel.TaskGroup.Kill;
import org.killpath.kernel.UserPage;
import org.killpath.kernel.UserPage.Backing;
import org.killpath.scenario.Scenario;
import org.killpath.scenario.Scenario.Actors;
import org.killpath.scenario.Scenario.Form;
import org.killpath.scenario.World.Membership;
import org.killpath.vhost.VringRequest;
import org.killpath.vhost.VringRequest.Command;
import org.killpath.vhost.device.Device.Kind;

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
