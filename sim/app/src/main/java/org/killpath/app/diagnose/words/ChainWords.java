package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import org.killpath.app.diagnose.evidence.Chain;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Seen;

/** Says whom the holder of what is waited for waits for itself: a root behind it, or a deadlock. */
final class ChainWords {
  private ChainWords() {}

  /** In a sentence that begins with a full stop and has none at its end; empty if there is no more to say. */
  static String of(Hang hang) {
    final Chain chain = hang.chain();
    final List<Seen> ring = chain.deadlocked();
    if (ring.contains(hang.victim()) && ring.size() == 1) {
      return "";
    }
    if (!ring.isEmpty()) {
      return deadlock(chain, ring);
    }
    return chain
        .root()
        .map(root ->
            ". The root of it, as far as the log shows: " + path(chain) + Workers.doing(root))
        .orElse("");
  }

  private static String deadlock(Chain chain, List<Seen> ring) {
    return (chain.isCertain() ? ". It is a deadlock: " : ". Most likely it is a deadlock: ")
        + (ring.size() == 1 ? ring.get(0).task() + " waits for what it has itself" : ring(ring))
        + "; nothing from outside "
        + (chain.isCertain() ? "ends it" : "would end it");
  }

  private static String ring(List<Seen> ring) {
    final List<String> steps = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      steps.add((i > 0 ? "and " : "")
          + ring.get(i).task()
          + (i > 0 ? " for " : " waits for ")
          + ring.get((i + 1) % ring.size()).task());
    }
    return String.join(", ", steps);
  }

  private static String path(Chain chain) {
    final StringBuilder words = new StringBuilder();
    for (int i = 1; i < chain.links().size(); i++) {
      final Holder.Known next = chain.links().get(i);
      words
          .append(
              i == 1
                  ? chain.links().get(0).task().task() + " itself waits for "
                  : ", and that one for ")
          .append(next.task().task())
          .append(next.certain() ? "" : " (likely)");
    }
    return words.toString();
  }

  /** One line for each task behind the holder: how it is known that the one before it waits for it. */
  static List<String> lines(Hang hang) {
    final List<Holder.Known> links = hang.chain().links();
    final List<String> lines = new ArrayList<>();
    for (int i = 1; i < links.size(); i++) {
      final Holder.Known next = links.get(i);
      final boolean again = hang.chain().closed() && i == links.size() - 1;
      lines.add(links.get(i - 1).task().task() + " waits for " + next.task().task()
          + (next.certain() ? "" : ", most likely") + ": " + next.how()
          + (again ? "" : ". " + HolderWords.describe(hang.victim(), next.task(), false)));
    }
    return lines;
  }
}
