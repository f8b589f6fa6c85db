package org.killpath.app.diagnose.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.line.Limits;

/**
 * The machines whose lines are mixed in a log, or stand one behind the other in it: nobody on one
 * waits for anybody on another, and the same pid or address is something else there.
 */
final class Hosts {
  /** What a machine is called before it is told its name. */
  private static final Set<String> NOBODY = Set.of("", "localhost", "none");

  private final Map<String, Boots> boots = new LinkedHashMap<>();
  private String newest = "";
  private boolean more;

  /** Another file begins. */
  void beginFile() {
    boots.values().forEach(Boots::beginFile);
  }

  /** Who receives what the machine of this name says. */
  Consumer<LogEntry> of(String name) {
    if (!boots.containsKey(name)) {
      if (NOBODY.contains(name) && !boots.isEmpty()) {
        return boots.get(newest)::add;
      }
      if (boots.size() == 1 && NOBODY.contains(newest)) {
        boots.put(name, boots.remove(newest)); // it has a name by now
      } else if (boots.size() == Limits.HOSTS) {
        more = true;
        return entry -> {};
      } else {
        boots.put(name, new Boots());
      }
    }
    newest = name;
    return boots.get(name)::add;
  }

  /** What all of them show; each says whose it is, if there are several. */
  List<CaseFile> cases() {
    boots.values().forEach(Boots::close);
    final Map<String, List<CaseFile>> cases = new LinkedHashMap<>();
    boots.forEach((name, runs) -> {
      final List<CaseFile> shown = runs.cases();
      if (!shown.isEmpty()) {
        cases.put(name, shown);
      }
    });
    return cases.entrySet().stream()
        .flatMap(one -> cases.size() > 1
            ? one.getValue().stream().map(file -> file.on(one.getKey()))
            : one.getValue().stream())
        .toList();
  }

  /** How many runs of kernels were not kept. */
  int forgotten() {
    return boots.values().stream().mapToInt(Boots::forgotten).sum();
  }

  /** Of how many machines the reports were not kept, in words. */
  Optional<String> unread() {
    return more
        ? Optional.of("lines of more than " + Limits.HOSTS
            + " machines are in it: those of the others were not read")
        : Optional.empty();
  }
}
