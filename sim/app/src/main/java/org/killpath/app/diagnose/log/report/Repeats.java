package org.killpath.app.diagnose.log.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.log.dressing.Undressed;

/**
 * Remembers lines that a log repeats: a long one says the same again and again, and differs in its
 * times. Of a fixed size, whatever is in the log; what is not found here is looked at as if it were
 * the first of its kind.
 */
final class Repeats {
  /** A power of two. */
  private static final int LINES = 1 << 13;

  private static final int LONGEST = 256;
  private static final int TEMPLATES = 12;
  private static final int PATIENCE = 256;
  private static final int RESTS = 64;

  /** The one that fitted last comes first. */
  private final List<Template> templates = new ArrayList<>();

  private final Known[] known = new Known[LINES];
  /** Of lines that came once. */
  private final int[] seen = new int[LINES];
  /** How often a template may still be made of a line: not of each, if that never helps. */
  private int patience = PATIENCE;

  private int remembered;

  /** A line that came before, whatever its time was then. */
  Optional<Known> find(byte[] line, int from, int to) {
    if (to - from > LONGEST) {
      return Optional.empty();
    }
    final Template template = template(line, from, to);
    final int place = place(hash(template, line, from, to));
    Optional<Known> found = at(place, template, line, from, to);
    if (found.isEmpty()) {
      found = at(place ^ 1, template, line, from, to);
    }
    if (found.isPresent()) {
      patience = Math.min(PATIENCE, patience + 1);
    }
    return found;
  }

  private Optional<Known> at(int place, Template template, byte[] line, int from, int to) {
    final Known one = known[place];
    return one != null && one.is(template, line, from, to) ? Optional.of(one) : Optional.empty();
  }

  /** The second time that a line comes, it is kept. */
  void remember(byte[] line, int from, int to, int marks) {
    if (to - from > LONGEST || !isPlain(line, from, to)) {
      return;
    }
    remembered++;
    if (remembered % RESTS == 0) {
      patience++;
    }
    Template template = template(line, from, to);
    if (template == Template.NOTHING && patience > 0) {
      patience--;
      template = learnt(line, from, to);
    }
    final int hash = hash(template, line, from, to);
    final int place = place(hash);
    if (seen[place] != hash) {
      seen[place] = hash;
      return;
    }
    final Optional<Known> one = Known.of(template, line, from, to, marks);
    if (one.isPresent()) {
      known[place ^ 1] = known[place];
      known[place] = one.get();
    }
  }

  private Template learnt(byte[] line, int from, int to) {
    final String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    final String before =
        text.substring(0, Known.startOfMessage(text, Undressed.of(text))).stripTrailing();
    final Template template =
        before.isEmpty() ? Template.NOTHING : Template.of(before).orElse(Template.NOTHING);
    if (template != Template.NOTHING) {
      if (templates.size() == TEMPLATES) {
        templates.remove(TEMPLATES - 1);
      }
      templates.add(0, template);
    }
    return template;
  }

  private Template template(byte[] line, int from, int to) {
    for (int i = 0; i < templates.size(); i++) {
      final Template template = templates.get(i);
      if (template.isBefore(line, from, to)) {
        if (i > 0) {
          templates.remove(i);
          templates.add(0, template);
        }
        return template;
      }
    }
    return Template.NOTHING;
  }

  private static int hash(Template template, byte[] line, int from, int to) {
    int hash = template.length();
    for (int i = from + template.length(); i < to; i++) {
      hash = 31 * hash + line[i];
    }
    return hash * 0x9e3779b9;
  }

  private static int place(int hash) {
    return hash >>> 19; // as many bits as there are places
  }

  private static boolean isPlain(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] < ' ' || line[i] > '~') {
        return false;
      }
    }
    return true;
  }
}
