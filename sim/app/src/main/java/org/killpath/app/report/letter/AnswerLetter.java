package org.killpath.app.report.letter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.invent.Fate;
import org.killpath.lab.invent.Need;
import org.killpath.lab.invent.Proposal;
import org.killpath.lab.invent.Standing;
import org.killpath.lab.invent.book.Mark;

/** A mail that proposes a set of edits: what changes, what that was measured to cure, and what not. */
public final class AnswerLetter {
  private static final int MOST = 12;

  private final Proposal measured;
  private final Standing answer;
  private final Standing upstream;
  private final Paper paper = new Paper();

  private AnswerLetter(Proposal measured) {
    this.measured = measured;
    this.answer = measured.set();
    this.upstream = measured.upstream();
  }

  /**
   * The whole letter.
   *
   * @param program name and version
   * @param command what was typed
   * @param measured what is proposed, measured whole
   * @param costs of the data path under upstream, and under the answer
   */
  public static String text(
      String program, String command, Proposal measured, List<List<DataPathCost>> costs) {
    final AnswerLetter letter = new AnswerLetter(measured);
    letter.subject(program, command);
    letter.hang();
    letter.change();
    letter.functions();
    letter.cure();
    letter.needs();
    letter.rest();
    letter.costs(costs);
    letter.refutation();
    return letter.paper.toString();
  }

  private void subject(String program, String command) {
    paper.line("Subject: [RFC] vhost: a SIGKILL teardown that leaves "
        + (answer.score().hangs() == 0 ? "no" : answer.score().hangs()) + " avoidable hang"
        + (answer.score().hangs() == 1 ? "" : "s"));
    paper.blank();
    paper.paragraph("What follows was measured by executing a model of vhost's teardown path ("
        + program + "): " + orderings() + " orderings of a kill, or of a flush without one, under"
        + " upstream and under the change; nothing of it is code for a kernel yet.");
    paper.blank();
    paper.wrapped("  $ ", "      ", command);
  }

  private void hang() {
    paper.title("The hang");
    paper.paragraph(
        "SIGKILL to the owner of a device reaches its worker, a thread of that group, and"
            + " vhost_worker_killed() takes each vq.mutex in turn, under worker.mutex. A vring ioctl of"
            + " another process copies its argument with that mutex held. If the page is missing, and"
            + " whoever has to serve it does not, the worker waits in D and the group does not die."
            + " That is one ordering of many; its chain, and a token that replays it:");
    paper.blank();
    paper.line("  $ killpath explore C upstream");
  }

  private int orderings() {
    return measured.question().scenarios().size();
  }

  private void change() {
    paper.title("The change");
    for (Edit edit : answer.design().edits()) {
      paper.wrapped("- ", "  ", edit.id() + ": " + edit.changes());
      if (!edit.price().isEmpty()) {
        paper.wrapped("  ", "  ", "Price: " + edit.price());
      }
    }
  }

  private void functions() {
    paper.title("Function by function");
    final Map<String, TreeSet<String>> functions = new TreeMap<>();
    answer
        .design()
        .edits()
        .forEach(edit -> edit.functions()
            .forEach(function ->
                functions.computeIfAbsent(function, unseen -> new TreeSet<>()).add(edit.id())));
    functions.forEach(
        (function, edits) -> paper.wrapped(function + "()  ", "      ", String.join(", ", edits)));
  }

  private static long count(Standing set, Predicate<Mark> wanted) {
    return set.marks().values().stream().filter(wanted).count();
  }

  private void cure() {
    paper.title("What it cures");
    paper.paragraph("Upstream hangs in " + upstream.score().hangs() + " of " + orderings()
        + " orderings where an edit could avoid it, and shows something else bad in "
        + upstream.score().others() + ". With the change that is "
        + answer.score().hangs() + " and " + answer.score().others() + ". "
        + count(answer, mark -> mark.reached() == 0)
        + " staged orderings do not come about any more, since nobody gets into the state that they"
        + " wait for; their raced twins are among those measured.");
    paper.blank();
    final long proven = count(answer, Mark::proven);
    final long schedules =
        answer.marks().values().stream().mapToLong(Mark::schedules).sum();
    paper.paragraph("How sure: " + proven + " of " + answer.marks().size()
        + " cells in every interleaving, the others sampled; " + schedules
        + " executions of the change in all.");
  }

  private void needs() {
    paper.title("Why each part is needed");
    for (Need need : measured.needs()) {
      paper.wrapped("- ", "  ", "without " + need.edit().id() + ":");
      paper.wrapped(
          "    ",
          "    ",
          switch (need.finding()) {
            case WORSE -> "$ killpath replay --trace " + need.words();
            case NO_DESIGN -> need.words();
            case NOTHING_WORSE -> "nothing worse was seen";
            case NOT_MEASURED -> "nothing worse was seen before the time was up";
          });
    }
  }

  private void rest() {
    paper.title("What it does not cure");
    bad("avoidable hangs", Mark::hang);
    bad("other", Mark::other);
    final Map<String, List<String>> left = new LinkedHashMap<>();
    measured.fates().stream()
        .filter(fate -> fate.kind() == Fate.Kind.UNAVOIDABLE)
        .forEach(fate -> left.computeIfAbsent(fate.why(), unseen -> new ArrayList<>())
            .add(fate.scenario().id()));
    if (!left.isEmpty()) {
      paper.paragraph("Who waits in these, for what; no edit of the space touches that:");
      left.forEach(
          (why, in) -> paper.wrapped("- ", "  ", String.join(", ", in) + ": " + why + "."));
    }
  }

  private void bad(String what, Function<Mark, String> token) {
    final List<Map.Entry<String, Mark>> those = answer.marks().entrySet().stream()
        .filter(mark -> !token.apply(mark.getValue()).isEmpty())
        .toList();
    those.stream()
        .limit(MOST)
        .forEach(mark -> paper.wrapped(
            "- ", "  ", what + ": " + mark.getKey() + ": " + token.apply(mark.getValue())));
    if (those.size() > MOST) {
      paper.line("... and " + (those.size() - MOST) + " more.");
    }
  }

  private void costs(List<List<DataPathCost>> costs) {
    paper.title("What it costs");
    paper.paragraph(
        "Mutexes / spinlocks / other atomic read-modify-writes / RCU readers, counted on"
            + " an idle vhost-vsock device; upstream, then the change:");
    paper.blank();
    for (int i = 0; i < costs.get(0).size(); i++) {
      paper.line(String.format(
          Locale.ROOT,
          "  %-34s%s   %s",
          costs.get(0).get(i).work().title(),
          counts(costs.get(0).get(i)),
          counts(costs.get(1).get(i))));
    }
  }

  private static String counts(DataPathCost cost) {
    return String.format(
        Locale.ROOT,
        "%d / %d / %d / %d",
        cost.mutexes(),
        cost.spinLocks(),
        cost.readModifyWrites(),
        cost.readers());
  }

  private void refutation() {
    final String set = answer.design().id();
    paper.title("What would refute it");
    paper.paragraph("A schedule of any of these orderings, or of one of your own, that hangs under"
        + " the change and stands in no line above; a step of the model that is not the kernel's. To"
        + " look for one, and to see the hang of today on a stock kernel under QEMU:");
    paper.blank();
    for (String command : List.of(
        "killpath table --strategy pos --schedules 100000 --designs " + set,
        "killpath explore my-ordering.yaml " + set,
        "killpath reproduce C -o kit && kit/run.sh --debian",
        "killpath compare kit/logs/console-1.log")) {
      paper.wrapped("  $ ", "      ", command);
    }
  }
}
