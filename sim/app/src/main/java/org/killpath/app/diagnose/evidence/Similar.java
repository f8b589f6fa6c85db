package org.killpath.app.diagnose.evidence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.TaskId;

/** Tasks that only the lock list shows, with the same locks taken at the same places elsewhere. */
final class Similar {
  private static final int MOST = 16;

  private Similar() {}

  static List<Seen> to(Seen victim, List<Seen> others, BootLog log, Observer observer) {
    final Set<TaskId> similar = new LinkedHashSet<>();
    for (PrintedLocks list : log.lists()) {
      final List<PrintedLock> mine = list.of(victim.task()).map(LocksOf::locks).orElse(List.of());
      if (mine.stream().noneMatch(VhostNames::isOurs)) {
        continue;
      }
      for (LocksOf task : list.tasks()) {
        if (!task.task().equals(victim.task())
            && others.stream().noneMatch(other -> other.task().equals(task.task()))
            && similar.size() < MOST
            && isAlike(mine, task.locks())) {
          similar.add(task.task());
        }
      }
    }
    return similar.stream().map(observer::see).toList();
  }

  private static boolean isAlike(List<PrintedLock> mine, List<PrintedLock> theirs) {
    if (mine.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!mine.get(i).lockClass().equals(theirs.get(i).lockClass())
          || !mine.get(i).at().equals(theirs.get(i).at())
          || mine.get(i).address().equals(theirs.get(i).address())) {
        return false;
      }
    }
    return true;
  }
}
