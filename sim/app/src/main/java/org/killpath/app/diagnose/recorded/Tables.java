package org.killpath.app.diagnose.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/** What many cells have in common is there once, and named by its number. */
record Tables(List<String> texts, List<List<CFunction>> traces, List<TaskReport> tasks) {
  static final Tables EMPTY = new Tables(List.of(), List.of(), List.of());

  String text(int number) {
    return texts.get(number);
  }

  static Tables read(Packed in) {
    final List<String> texts = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      texts.add(in.text());
    }
    final List<CFunction> functions = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      functions.add(new CFunction(texts.get(in.number()), texts.get(in.number())));
    }
    final List<List<CFunction>> traces = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      final List<CFunction> trace = new ArrayList<>();
      for (int calls = in.number(); calls > 0; calls--) {
        trace.add(functions.get(in.number()));
      }
      traces.add(List.copyOf(trace));
    }
    final List<TaskReport> tasks = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      tasks.add(task(in, texts, functions, traces));
    }
    return new Tables(texts, traces, tasks);
  }

  private static TaskReport task(
      Packed in, List<String> texts, List<CFunction> functions, List<List<CFunction>> traces) {
    return new TaskReport(
        texts.get(in.number()),
        texts.get(in.number()),
        in.number(),
        in.number(),
        in.number() == 1,
        TaskState.valueOf(texts.get(in.number())),
        optional(in, functions),
        optional(in, texts).map(Op::valueOf),
        waited(in, texts),
        strings(in, texts),
        traces.get(in.number()),
        locks(in, texts, functions));
  }

  /** Nought is none. */
  private static <T> Optional<T> optional(Packed in, List<T> table) {
    final int number = in.number();
    return number == 0 ? Optional.empty() : Optional.of(table.get(number - 1));
  }

  private static Optional<TaskReport.WaitedFor> waited(Packed in, List<String> texts) {
    return in.number() == 0
        ? Optional.empty()
        : Optional.of(new TaskReport.WaitedFor(
            texts.get(in.number()),
            texts.get(in.number()),
            in.number(),
            optional(in, texts).map(Backing::valueOf)));
  }

  private static List<String> strings(Packed in, List<String> texts) {
    final List<String> found = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      found.add(texts.get(in.number()));
    }
    return List.copyOf(found);
  }

  private static List<TaskReport.HeldLock> locks(
      Packed in, List<String> texts, List<CFunction> functions) {
    final List<TaskReport.HeldLock> found = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      found.add(new TaskReport.HeldLock(
          texts.get(in.number()), texts.get(in.number()), in.number(), optional(in, functions)));
    }
    return List.copyOf(found);
  }

  /** What the cell showed that is written there. */
  Shown shown(Cell cell, Packed in) {
    final long judged = in.number();
    final List<Shown.Kind> kinds = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      final VhostOutcome outcome = VhostOutcome.valueOf(text(in.number()));
      final long count = in.number();
      kinds.add(
          outcome.isHang()
              ? new Shown.Kind(
                  outcome,
                  count,
                  in.text(),
                  evidence(in),
                  in.number() == 1 ? Optional.of(evidence(in)) : Optional.empty())
              : new Shown.Kind(outcome, count, "", Evidence.NONE, Optional.empty()));
    }
    return new Shown(cell, judged, kinds);
  }

  private Evidence evidence(Packed in) {
    final List<TaskReport> found = new ArrayList<>();
    for (int left = in.number(); left > 0; left--) {
      found.add(tasks.get(in.number()));
    }
    return new Evidence(List.copyOf(found), List.of(), List.of());
  }
}
