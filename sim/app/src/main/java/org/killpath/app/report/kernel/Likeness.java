package org.killpath.app.report.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.killpath.app.report.kernel.ComparedPlay.Answer;

/**
 * Which designs behave like the kernel in everything that was played.
 *
 * @param byDesign what was compared under each design
 */
public record Likeness(Map<String, List<ComparedPlay>> byDesign) {
  /** Those that agree in all there was to compare, in the order of the designs. */
  public List<String> alike() {
    return byDesign.keySet().stream()
        .filter(design -> differing(design).isEmpty() && agreeing(design) > 0)
        .toList();
  }

  private long agreeing(String design) {
    return byDesign.get(design).stream()
        .filter(play -> play.answer() == Answer.AGREES)
        .count();
  }

  private List<ComparedPlay> differing(String design) {
    return byDesign.get(design).stream()
        .filter(play -> play.answer() == Answer.DIFFERS)
        .toList();
  }

  List<String> lines() {
    final List<String> alike = alike();
    final List<String> lines = new ArrayList<>();
    lines.add(
        alike.isEmpty()
            ? "No design of the catalogue behaves like this kernel in everything that was played."
            : "This kernel behaves like " + String.join(", ", alike)
                + (alike.size() > 1 ? ": what was played does not tell these apart." : "."));
    byDesign.keySet().stream()
        .filter(design -> !alike.contains(design))
        .map(this::difference)
        .forEach(lines::add);
    return lines;
  }

  private String difference(String design) {
    final List<ComparedPlay> differing = differing(design);
    if (differing.isEmpty()) {
      return "Not like " + design + ": nothing could be compared.";
    }
    final ComparedPlay first = differing.get(0);
    return "Not like " + design + ": " + first.played().id() + " ("
        + first.why().get(0) + ")"
        + (differing.size() > 1 ? " and " + (differing.size() - 1) + " more" : "") + ".";
  }
}
