package org.killpath.app.report.timeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.killpath.app.report.timeline.Timeline.Column;
import org.killpath.app.report.timeline.Timeline.Hold;
import org.killpath.app.report.timeline.Timeline.Lane;
import org.killpath.app.report.timeline.Timeline.RestColumn;
import org.killpath.app.report.timeline.Timeline.Span;
import org.killpath.app.report.timeline.Timeline.StepColumn;
import org.killpath.app.report.timeline.Timeline.Wait;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;

/**
 * A timeline in the Trace Event Format (JSON), which Perfetto and Chrome's tracing page open. One
 * step lasts one microsecond there, a rest ten.
 */
public final class TraceEvents {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PROCESS = 1;
  private static final int REST = 10;

  private final List<Column> columns;
  private final List<Lane> lanes;
  private final long[] begins;
  private final ObjectNode root = MAPPER.createObjectNode();
  private final ArrayNode events = root.putArray("traceEvents");
  private int ids;

  private TraceEvents(Timeline timeline) {
    this.columns = timeline.columns();
    this.lanes = timeline.lanes();
    this.begins = new long[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      begins[i + 1] = begins[i] + (columns.get(i) instanceof RestColumn ? REST : 1);
    }
  }

  public static String json(Schedule<Cell> schedule, Outcome outcome, Timeline timeline) {
    final TraceEvents trace = new TraceEvents(timeline);
    trace.names();
    trace.lanes.forEach(trace::lane);
    trace.columns();
    trace.root.put("displayTimeUnit", "ns");
    final ObjectNode about = trace.root.putObject("otherData");
    about.put("what", schedule.subject() + ": " + outcome);
    about.put("time", "a step of the model lasts one microsecond here, a rest ten");
    about.put("token", Token.of(schedule).text());
    return trace.root.toPrettyString() + "\n";
  }

  private void names() {
    event("process_name", "M", 0, 0).putObject("args").put("name", "killpath");
    for (int i = 0; i < lanes.size(); i++) {
      final Lane lane = lanes.get(i);
      final int pid = lane.actor().pid();
      event("thread_name", "M", pid, 0)
          .putObject("args")
          .put("name", lane.actor().role() + " " + lane.actor().task());
      event("thread_sort_index", "M", pid, 0).putObject("args").put("sort_index", i);
    }
  }

  private void lane(Lane lane) {
    final int pid = lane.actor().pid();
    for (Span span : lane.spans()) {
      if (span.activity() != Activity.READY) {
        final String on = span.on().map(name -> ": " + name).orElse("");
        last(event(span.activity().meaning() + on, "X", pid, span.from()), span.from(), span.to())
            .put("cat", span.activity().style());
      }
    }
    for (Hold hold : lane.holds()) {
      final String id = "lock-" + ids++;
      final ObjectNode begin = event(hold.lock(), "b", pid, hold.from());
      begin.put("cat", "lock").put("id", id);
      hold.at().ifPresent(at -> begin.putObject("args").put("taken in", at));
      event(hold.lock(), "e", pid, hold.to()).put("cat", "lock").put("id", id);
    }
  }

  private void columns() {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) instanceof StepColumn column) {
        step(column, i);
      } else if (columns.get(i) instanceof RestColumn rest) {
        for (Wait wait : rest.waits()) {
          arrow(wait, i);
        }
      }
    }
  }

  private void step(StepColumn column, int at) {
    final Trace.Step step = column.step();
    final int pid = step.actor().pid();
    final ObjectNode event = last(event(step.what(), "X", pid, at), at, at + 1).put("cat", "step");
    final ObjectNode details = event.putObject("args");
    details.put("step", step.number());
    step.function().ifPresent(function -> details.put("function", function.name()));
    step.switched().ifPresent(change -> details.put("why this task", change.text()));
    column
        .killed()
        .ifPresent(group -> event("SIGKILL to " + group, "i", pid, at).put("s", "g"));
  }

  private void arrow(Wait wait, int at) {
    wait.to().ifPresent(to -> {
      final int id = ids++;
      event(wait.on(), "s", lanes.get(wait.from()).actor().pid(), at)
          .put("cat", "waits")
          .put("id", id);
      event(wait.on(), "f", lanes.get(to).actor().pid(), at)
          .put("cat", "waits")
          .put("id", id)
          .put("bp", "e");
    });
  }

  private ObjectNode event(String name, String kind, int task, int column) {
    return events
        .addObject()
        .put("name", name)
        .put("ph", kind)
        .put("pid", PROCESS)
        .put("tid", task)
        .put("ts", begins[column]);
  }

  private ObjectNode last(ObjectNode event, int from, int to) {
    return event.put("dur", begins[to] - begins[from]);
  }
}
