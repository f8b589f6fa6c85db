package org.killpath.app.report.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The nodes of {@link FoldedMarkup}, written column by column: those of one kind, which have the
 * same name and as many attributes, are rows, and each number is written as what it differs by from
 * the one above. Neighbours in a drawing differ little and in the same way, and what repeats itself
 * takes no room once it is deflated.
 */
final class NodeColumns {
  /** A node's name and the number of its attributes come first. */
  private static final int HEAD = 2;

  private record KindName(int name, int attributes) {}

  private static final class Kind {
    final KindName name;
    final int number;
    final List<IntStream.Builder> columns = new ArrayList<>();
    final IntStream.Builder counts = IntStream.builder();
    final IntStream.Builder children = IntStream.builder();
    int[] last;

    Kind(KindName name, int number) {
      this.name = name;
      this.number = number;
      this.last = new int[HEAD + 2 * name.attributes()];
      for (int i = HEAD; i < last.length; i++) {
        columns.add(IntStream.builder());
      }
    }
  }

  private final Map<KindName, Kind> kinds = new LinkedHashMap<>();
  private final IntStream.Builder order = IntStream.builder();
  private int number;

  /** Takes the next node: name, number of attributes, their names and values, the children. */
  void add(int[] node) {
    final Kind kind =
        kinds.computeIfAbsent(new KindName(node[0], node[1]), name -> new Kind(name, kinds.size()));
    order.add(kind.number);
    final int begin = HEAD + 2 * node[1];
    for (int i = HEAD; i < begin; i++) {
      kind.columns.get(i - HEAD).add(node[i] - kind.last[i]);
    }
    kind.counts.add(node.length - begin);
    int child = number;
    for (int i = begin; i < node.length; i++) {
      if (node[i] < 0) {
        kind.children.add(2 * unsigned(~node[i] - number) + 1);
      } else {
        kind.children.add(2 * unsigned(node[i] - child));
        child = node[i];
      }
    }
    kind.last = node;
    number++;
  }

  /** 0, -1, 1, -2, 2 as 0, 1, 2, 3, 4. */
  private static int unsigned(int value) {
    return value < 0 ? -2 * value - 1 : 2 * value;
  }

  /** Two members: the kinds, and the kind of each node by its number among them. */
  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("kinds");
    for (Kind kind : kinds.values()) {
      json.writeStartObject();
      json.writeNumberField("name", kind.name.name());
      json.writeArrayFieldStart("columns");
      for (IntStream.Builder column : kind.columns) {
        write(json, column);
      }
      json.writeEndArray();
      json.writeFieldName("counts");
      write(json, kind.counts);
      json.writeFieldName("children");
      write(json, kind.children);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("order");
    write(json, order);
  }

  private static void write(JsonGenerator json, IntStream.Builder numbers) throws IOException {
    final int[] all = numbers.build().toArray();
    json.writeArray(all, 0, all.length);
  }
}
