package org.killpath.app.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.killpath.lab.Replayed;

/** A timeline for trace viewers. */
class TraceEventsTest {
  private static JsonNode trace(String scenario, String design) throws IOException {
    final Recorded recorded = Recorded.of(Replayed.first(scenario, design));
    return new ObjectMapper()
        .readTree(TraceEvents.json(
            recorded.schedule(), recorded.verdict().outcome(), recorded.timeline()));
  }

  private static List<JsonNode> events(JsonNode trace, String kind) {
    return StreamSupport.stream(trace.get("traceEvents").spliterator(), false)
        .filter(event -> event.get("ph").asText().equals(kind))
        .toList();
  }

  @Test
  void everyTaskHasATrackWithItsName() throws IOException {
    assertThat(events(trace("C", "upstream"), "M"))
        .filteredOn(event -> event.get("name").asText().equals("thread_name"))
        .extracting(event -> event.at("/args/name").asText())
        .contains("worker vhost-38/41", "holder gt-holder/39");
  }

  @Test
  void theTimeThatTheWorkerIsBlockedIsASliceAndTheKillAnInstant() throws IOException {
    final JsonNode trace = trace("C", "upstream");
    assertThat(events(trace, "X")).anySatisfy(event -> {
      assertThat(event.get("name").asText()).isEqualTo("blocked (D): vq[0].mutex");
      assertThat(event.get("dur").asLong()).isPositive();
    });
    assertThat(events(trace, "i"))
        .extracting(event -> event.get("name").asText())
        .containsExactly("SIGKILL to group 38");
  }

  @Test
  void everyHoldThatBeginsEnds() throws IOException {
    final JsonNode trace = trace("kill-flush", "dev-mutex");
    final Map<String, Long> begun = new HashMap<>();
    events(trace, "b").forEach(event -> begun.put(event.get("id").asText(), ts(event)));
    assertThat(begun).isNotEmpty();
    for (JsonNode end : events(trace, "e")) {
      assertThat(begun.remove(end.get("id").asText())).isLessThan(ts(end));
    }
    assertThat(begun).isEmpty();
  }

  @Test
  void slicesOfOneTrackDoNotCrossEachOther() throws IOException {
    final Map<Integer, Long> ends = new HashMap<>();
    for (JsonNode slice : events(trace("C2", "upstream"), "X")) {
      if (!slice.get("cat").asText().equals("step")) {
        assertThat(ts(slice))
            .isGreaterThanOrEqualTo(ends.getOrDefault(slice.get("tid").asInt(), 0L));
        ends.put(slice.get("tid").asInt(), ts(slice) + slice.get("dur").asLong());
      }
    }
    assertThat(ends).hasSizeGreaterThan(3);
  }

  @Test
  void aWaitIsAnArrowFromOneTrackToAnother() throws IOException {
    final JsonNode trace = trace("C", "upstream");
    assertThat(events(trace, "s")).isNotEmpty();
    assertThat(events(trace, "f")).hasSameSizeAs(events(trace, "s"));
  }

  private static long ts(JsonNode event) {
    return event.get("ts").asLong();
  }
}
