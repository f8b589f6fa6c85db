package org.killpath.app.report.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.report.kernel.ComparedPlay.Answer;
import org.killpath.app.report.text.Csv;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.truth.GroundTruth;
import org.killpath.lab.truth.Measurement;
import org.killpath.lab.truth.Prediction;

/**
 * Everything that was played, and whether the model shows the same.
 *
 * @param plays in the order in which they were played
 * @param faults what could not be read
 * @param likeness which designs behave like the kernel, if that was asked for
 * @param method how the model's columns were obtained
 */
public record PlayedTable(
    List<ComparedPlay> plays, List<String> faults, Optional<Likeness> likeness, String method) {
  private static final String NOTHING = "-";

  public PlayedTable {
    plays = List.copyOf(plays);
    faults = List.copyOf(faults);
  }

  public Document document() {
    final Document document = new Document();
    if (!faults.isEmpty()) {
      document.warning(Optional.of("NOT EVERYTHING COULD BE READ: " + String.join("; ", faults)));
    }
    document.table(grid());
    document.lines(plays.stream()
        .filter(play -> !play.why().isEmpty())
        .map(play -> play.played().id() + " " + answer(play) + ".")
        .distinct()
        .toList());
    likeness.ifPresent(which -> document.lines(which.lines()));
    return document.lines(notes());
  }

  /** A row of what the kernel showed for each ordering, in the columns of the ground truth. */
  public String csv() {
    return Csv.print(printer -> {
      printer.printRecord(GroundTruth.COLUMNS);
      for (ComparedPlay play : plays) {
        printer.printRecord(row(play));
      }
    });
  }

  private static List<String> row(ComparedPlay play) {
    final List<String> row = new ArrayList<>();
    row.add(play.played().id());
    row.add(play.model().map(Prediction::design).orElse(""));
    final Optional<Measurement> kernel = play.kernel();
    row.add(kernel.map(seen -> seen.outcome().name()).orElse("n/a"));
    row.add(kernel.map(seen -> joined("|", seen.workerStates())).orElse(""));
    row.add(kernel.flatMap(Measurement::blockedFn).orElse(""));
    row.add(kernel.flatMap(Measurement::blockedOn).orElse(""));
    row.add(kernel.flatMap(Measurement::holder).map(Object::toString).orElse(NOTHING));
    row.add(kernel.map(seen -> joined("+", seen.reported())).orElse(NOTHING));
    row.add(play.played().kernel());
    row.add(answer(play));
    return row;
  }

  private static String joined(String separator, Collection<String> values) {
    return values.isEmpty()
        ? NOTHING
        : String.join(separator, values.stream().sorted().toList());
  }

  private static String answer(ComparedPlay play) {
    final String why = String.join("; ", play.why());
    return switch (play.answer()) {
      case AGREES -> why.isEmpty() ? "agrees" : "agrees: " + why;
      case DIFFERS -> "DIFFERS: " + why;
      case NOT_COMPARABLE -> "not comparable: " + why;
    };
  }

  /** Where both say the same it stands there once, else the model's above the kernel's. */
  private Grid grid() {
    final List<String> header = List.of(
        "ordering",
        "design",
        "outcome",
        "worker",
        "in",
        "on",
        "holder",
        "reported",
        "released",
        "answer");
    final Set<List<List<String>>> rows = new LinkedHashSet<>();
    plays.forEach(play -> rows.add(gridRow(play)));
    return new Grid(header, List.copyOf(rows));
  }

  private static List<List<String>> gridRow(ComparedPlay play) {
    final Optional<Prediction> model = play.model();
    final Optional<Measurement> kernel = play.kernel();
    return List.of(
        List.of(play.played().id()),
        List.of(model.map(Prediction::design).orElse(NOTHING)),
        beside(
            model.map(Prediction::outcomes),
            kernel.map(seen -> Set.of(seen.outcome().name()))),
        beside(model.map(Prediction::workerStates), kernel.map(Measurement::workerStates)),
        beside(model.map(Prediction::blockedFns), kernel.map(seen -> set(seen.blockedFn()))),
        beside(model.map(Prediction::blockedOns), kernel.map(seen -> set(seen.blockedOn()))),
        beside(
            model.map(Prediction::holders),
            kernel.map(seen -> set(seen.holder().map(Object::toString)))),
        beside(
            model.map(Prediction::reported),
            kernel.map(seen -> Set.of(joined("+", seen.reported())))),
        List.of(released(play)),
        List.of(shortAnswer(play)));
  }

  private static String shortAnswer(ComparedPlay play) {
    return switch (play.answer()) {
      case AGREES -> "agrees";
      case DIFFERS -> "DIFFERS";
      case NOT_COMPARABLE -> "-";
    };
  }

  private static Set<String> set(Optional<String> value) {
    return value.map(Set::of).orElse(Set.of());
  }

  private static List<String> beside(Optional<Set<String>> model, Optional<Set<String>> kernel) {
    final String seen = joined("|", kernel.orElse(Set.of()));
    final String said = joined("|", model.orElse(Set.of()));
    final boolean alike = kernel.isEmpty()
        || kernel.get().isEmpty()
        || model.orElse(Set.of()).equals(kernel.get())
        || kernel.get().containsAll(model.orElse(Set.of()));
    return alike ? List.of(said) : List.of(said, seen);
  }

  private static String released(ComparedPlay play) {
    if (play.played().completed().orElse(true)) {
      return NOTHING;
    }
    if (!play.played().released().orElse(false)) {
      return "by nothing";
    }
    return play.played().goneOn() ? "going on" : "page served";
  }

  private List<String> notes() {
    return Stream.of(
            count(Answer.AGREES) + " of " + plays.size() + " orderings that were played agree with"
                + " the model; " + count(Answer.DIFFERS) + " differ, "
                + count(Answer.NOT_COMPARABLE)
                + " cannot be compared.",
            "Where an entry has two lines, the model's is the first and the kernel's the second.",
            method)
        .toList();
  }

  private long count(Answer answer) {
    return plays.stream().filter(play -> play.answer() == answer).count();
  }
}
