package org.killpath.app.diagnose.recorded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.killpath.app.diagnose.match.Shown;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;

/** Writes what {@link Recording} reads. */
final class CellsFile {
  private final Table<String> texts = new Table<>((out, text) -> out.text(text));
  private final Table<CFunction> functions = new Table<>((out, function) -> {
    out.number(texts.of(function.name()));
    out.number(texts.of(function.file()));
  });
  private final Table<List<CFunction>> traces = new Table<>((out, trace) -> {
    out.number(trace.size());
    trace.forEach(function -> out.number(functions.of(function)));
  });
  private final Table<TaskReport> tasks = new Table<>(this::task);

  private CellsFile() {}

  static byte[] of(List<Shown> all) {
    return new CellsFile().write(all);
  }

  private byte[] write(List<Shown> all) {
    final Out cells = new Out();
    cells.number(all.size());
    for (Shown shown : all) {
      final Cell cell = shown.cell();
      cells.number(texts.of(cell.scenario().key()));
      cells.number(texts.of(cell.design().id()));
      final Out body = new Out();
      cell(body, shown);
      cells.number(body.bytes.size());
      cells.append(body);
    }
    final Out out = new Out();
    out.number(ModelVersion.CURRENT);
    out.number((int) Recording.SCHEDULES);
    out.number((int) Recording.SEED);
    // Each table uses those before it, and is whole when those behind it are.
    final Out last = tasks.written();
    final Out third = traces.written();
    final Out second = functions.written();
    out.append(texts.written());
    out.append(second);
    out.append(third);
    out.append(last);
    out.append(cells);
    return packed(out.bytes.toByteArray());
  }

  private static byte[] packed(byte[] bytes) {
    final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private void cell(Out out, Shown shown) {
    out.number((int) shown.judged());
    out.number(shown.kinds().size());
    for (Shown.Kind kind : shown.kinds()) {
      out.number(texts.of(kind.outcome().name()));
      out.number((int) kind.count());
      if (kind.outcome().isHang()) {
        out.text(kind.token());
        evidence(out, kind.evidence());
        out.number(kind.atClose().isPresent() ? 1 : 0);
        kind.atClose().ifPresent(evidence -> evidence(out, evidence));
      }
    }
  }

  private void evidence(Out out, Evidence evidence) {
    out.number(evidence.tasks().size());
    evidence.tasks().forEach(task -> out.number(tasks.of(task)));
  }

  private void task(Out out, TaskReport task) {
    out.number(texts.of(task.role()));
    out.number(texts.of(task.comm()));
    out.number(task.pid());
    out.number(task.tgid());
    out.number(task.obliged() ? 1 : 0);
    out.number(texts.of(task.state().name()));
    function(out, task.function());
    out.number(task.operation().map(op -> texts.of(op.name()) + 1).orElse(0));
    out.number(task.waitsFor().isPresent() ? 1 : 0);
    task.waitsFor().ifPresent(on -> {
      out.number(texts.of(on.name()));
      out.number(texts.of(on.label()));
      out.number(on.id());
      out.number(on.backing().map(backing -> texts.of(backing.name()) + 1).orElse(0));
    });
    out.number(task.holders().size());
    task.holders().forEach(holder -> out.number(texts.of(holder)));
    out.number(traces.of(task.callTrace()));
    out.number(task.locks().size());
    for (TaskReport.HeldLock lock : task.locks()) {
      out.number(texts.of(lock.name()));
      out.number(texts.of(lock.label()));
      out.number(lock.id());
      function(out, lock.at());
    }
  }

  private void function(Out out, Optional<CFunction> function) {
    out.number(function.map(at -> functions.of(at) + 1).orElse(0));
  }

  private static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void number(int value) {
      if (value < 0) {
        throw new IllegalArgumentException(value + " is below nought");
      }
      int rest = value;
      while (rest >= 0x80) {
        bytes.write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      bytes.write(rest);
    }

    void text(String text) {
      final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      number(utf8.length);
      bytes.writeBytes(utf8);
    }

    void append(Out other) {
      bytes.writeBytes(other.bytes.toByteArray());
    }
  }

  private interface Writing<T> {
    void to(Out out, T entry);
  }

  /** Gives each entry a number when it is first asked for. */
  private static final class Table<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();
    private final Writing<T> writing;

    Table(Writing<T> writing) {
      this.writing = writing;
    }

    int of(T entry) {
      final Integer known = numbers.putIfAbsent(entry, numbers.size());
      return known == null ? numbers.size() - 1 : known;
    }

    Out written() {
      final Out out = new Out();
      out.number(numbers.size());
      numbers.keySet().forEach(entry -> writing.to(out, entry));
      return out;
    }
  }
}
