package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LikelyOwner;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.Release;
import org.killpath.app.diagnose.log.ShownTasks;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Header;
import org.killpath.app.diagnose.log.form.Incidents;
import org.killpath.app.diagnose.log.line.Marks;

/** The first lines of reports, and lines that are reports by themselves. */
final class FirstLines {
  /** So many lines behind a report's beginning, all lines are looked at. */
  private static final int ATTENTION = 60;

  private final OpenReports open;
  private long attentionUntil;
  private boolean freezing;

  FirstLines(OpenReports open) {
    this.open = open;
  }

  /** Has a report begun shortly before? */
  boolean isAttentive(long number) {
    return number < attentionUntil;
  }

  /** Freezing is over. */
  void thawed() {
    freezing = false;
  }

  /** Takes such a line; false if it is none. */
  boolean line(Line line, int marks, long number) {
    if (Marks.have(marks, Marks.INFO) && info(line, number)) {
      return true;
    }
    if (Marks.have(marks, Marks.TASK) && header(line.as(Form.TASK), line, number)) {
      return true;
    }
    if ((Marks.have(marks, Marks.FLAGS) || isAttentive(number))
        && header(line.as(Form.OLD_TASK), line, number)) {
      return true;
    }
    if (Marks.have(marks, Marks.CPU)
        && (processor(line, number) || header(line.as(Form.CRASH), line, number))) {
      return true;
    }
    if (Marks.have(marks, Marks.BUG | Marks.WARNING | Marks.INFO | Marks.NUMBER | Marks.CUT)
        && crash(line, marks, number)) {
      return true;
    }
    return Marks.have(marks, Marks.NOTE | Marks.EVENT | Marks.INFO) && event(line, number);
  }

  private boolean info(Line line, long number) {
    final Optional<HungReport> hung = line.as(Form.HUNG);
    if (hung.isPresent()) {
      open.endAll();
      attentionUntil = number + ATTENTION / 4;
      open.handOn(hung.get().at(number, line.time()));
      return true;
    }
    final Optional<LikelyOwner> owner = line.as(Form.LIKELY_OWNER);
    owner.ifPresent(found -> {
      open.endAll();
      open.handOn(found.at(number));
    });
    return owner.isPresent();
  }

  private boolean header(Optional<Header> found, Line line, long number) {
    found.ifPresent(header -> {
      open.endAll();
      final boolean frozen = freezing && header.source() == PrintedTask.Source.TASK;
      open.dump()
          .begin(
              header, frozen ? PrintedTask.Source.FREEZER : header.source(), number, line.time());
    });
    return found.isPresent();
  }

  private boolean processor(Line line, long number) {
    final Optional<Header> found = line.as(Form.PROCESSOR);
    found.ifPresent(header -> {
      open.endDump();
      open.endLocks(false);
      if (!open.splat().isOpen()) {
        open.dump()
            .begin(
                header,
                open.incident().isOfATask()
                    ? PrintedTask.Source.PAST
                    : PrintedTask.Source.PROCESSOR,
                number,
                line.time());
      }
      if (open.incident().isOfATask() || open.incident().isOfAProcessor()) {
        open.incident().task(header.task());
      }
    });
    line.as(Form.RELEASE).ifPresent(release -> open.handOn(new Release(release)));
    return found.isPresent();
  }

  private boolean crash(Line line, int marks, long number) {
    final Optional<String> title = line.as(Form.SPLAT);
    if (title.isPresent()) {
      open.endAll();
      open.splat().open(title.get(), number, line.time());
      return true;
    }
    if (!Marks.have(marks, Marks.BUG | Marks.WARNING | Marks.INFO)) {
      return false;
    }
    final Optional<Incidents.Head> head = line.as(Form.INCIDENT);
    head.ifPresent(found -> {
      if (open.incident().continues(found, number)) {
        open.incident().becomes(found);
      } else {
        open.endAll();
        open.incident().open(found, number, line.time());
        attentionUntil = number + ATTENTION;
      }
    });
    return head.isPresent();
  }

  private boolean event(Line line, long number) {
    final String text = line.text();
    final Optional<Incidents.Head> found = line.as(Form.EVENT);
    if (found.isPresent()) {
      open.endAll();
      freezing = found.get().kind() == Incident.Kind.FREEZER;
      open.incident().open(found.get(), number, line.time());
      open.endIncident();
      return true;
    }
    if (text.startsWith("sysrq: ") || text.startsWith("SysRq : ")) {
      open.endAll();
      open.handOn(new ShownTasks(text.substring(text.indexOf(": ") + 2), number, line.time()));
      return true;
    }
    return false;
  }
}
