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
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/** An ordering whose every name would do harm if it were not escaped. */
final class Hostile {
  /** Breaks out of text, of an attribute, of a script and of a comment. */
  static final String NAME =
      "--></title></script>\"'><img src=\"x\" onerror=\"document.title='pwned'\"><script>"
          + "document.title='pwned'</script>${1}{{7*7}}";

  /** Likewise; an id has no white space. */
  private static final String ID = "<b>C<b>" + NAME.replace(' ', '/');

  private Hostile() {}

  static Cell cell() {
    return new Cell(
        Scenario.vsock(ID, Form.STAGED, NAME, new Actors("killer", NAME), false, scene -> {
          final UserPage page = scene.page(NAME, Backing.USERFAULTFD);
          final VringRequest request =
              new VringRequest(Command.SET_CALL, 0, scene.presentPage(), page);
          final Task holder = scene.user(
              NAME,
              Membership.OUTSIDE,
              current -> scene.systemCall(current, task -> scene.device().ioctl(task, request)));
          scene.other("killer", current -> {
            scene.untilBlocked(current, holder, page);
            scene.ownerGroup().kill(current, Kill.KILL);
          });
        }),
        Schedules.cell("C", "upstream").design());
  }
}
