package org.killpath.app.report.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The nodes of {@link FoldedMarkup}, written column by column: those of one kind, which have the
 * same name and as many attributes, are rows, and each number is written as what it differs by from
 * the one above. Neighbours in a drawing differ little and in the same way, and what repeats itself
 * takes no room once it is deflated.
 *
 * <p>What is in a node was added before it, and most of it is in no other node. Then it is enough to
 * say so: of those that are in no node yet, they are the last ones.
 */
final class NodeColumns {
  /** A node's name and the number of its attributes come first. */
  private static final int HEAD = 2;

  /** A child that was in no node before: the next of the last such ones. */
  private static final int NEW = 0;

  /** A child that was added right after the child before it. */
  private static final int FOLLOWING = 1;

  /** From here on twice the number of a child, and one more than twice the number of a text. */
  private static final int NUMBERED = 2;

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
  private final List<Integer> alone = new ArrayList<>();
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
    final Set<Integer> added = added(node, begin);
    int before = -1;
    for (int i = begin; i < node.length; i++) {
      kind.children.add(added.remove(node[i]) ? NEW : again(node[i], before));
      before = node[i];
    }
    kind.last = node;
    alone.add(number++);
  }

  /** Those children that were in no node before, as far as they are the last such ones, in order. */
  private Set<Integer> added(int[] node, int begin) {
    final Set<Integer> seen = new HashSet<>();
    final List<Integer> children = new ArrayList<>();
    for (int i = begin; i < node.length; i++) {
      if (seen.add(node[i])) {
        children.add(node[i]);
      }
    }
    int begun = alone.size();
    int left = children.size();
    while (left > 0 && begun > 0) {
      left--;
      if (children.get(left).equals(alone.get(begun - 1))) {
        begun--;
      }
    }
    final List<Integer> last = alone.subList(begun, alone.size());
    final Set<Integer> added = new HashSet<>(last);
    last.clear();
    return added;
  }

  private static int again(int child, int before) {
    if (child < 0) {
      return 2 * ~child + NUMBERED + 1;
    }
    return before >= 0 && child == before + 1 ? FOLLOWING : 2 * child + NUMBERED;
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
