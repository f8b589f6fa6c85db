package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class FoldedMarkupTest {
  /** What the page's script makes of it: each node as its name, attributes and children. */
  private record Unfolded(List<String> texts, List<int[]> nodes, JsonNode rows) {
    static Unfolded of(String folded) throws IOException {
      final JsonNode data = new ObjectMapper()
          .readTree(new InflaterInputStream(
              new ByteArrayInputStream(Base64.getDecoder().decode(folded))));
      final List<String> texts = new ArrayList<>();
      data.get("texts").forEach(text -> texts.add(text.asText()));
      final List<int[]> nodes = new ArrayList<>();
      final List<Integer> alone = new ArrayList<>();
      final JsonNode kinds = data.get("kinds");
      final int[][] last = new int[kinds.size()][];
      final int[] row = new int[kinds.size()];
      final int[] next = new int[kinds.size()];
      for (JsonNode number : data.get("order")) {
        final int of = number.asInt();
        final JsonNode kind = kinds.get(of);
        final int begin = 2 + kind.get("columns").size();
        final int count = kind.get("counts").get(row[of]).asInt();
        final int[] node = new int[begin + count];
        node[0] = kind.get("name").asInt();
        node[1] = (begin - 2) / 2;
        for (int i = 2; i < begin; i++) {
          node[i] = kind.get("columns").get(i - 2).get(row[of]).asInt()
              + (last[of] == null ? 0 : last[of][i]);
        }
        final JsonNode children = kind.get("children");
        final int end = next[of] + count;
        int contained = 0;
        for (int i = next[of]; i < end; i++) {
          contained += children.get(i).asInt() == 0 ? 1 : 0;
        }
        final List<Integer> added = alone.subList(alone.size() - contained, alone.size());
        final Iterator<Integer> one = List.copyOf(added).iterator();
        added.clear();
        for (int i = begin; i < node.length; i++) {
          final int value = children.get(next[of]++).asInt();
          node[i] = switch (value) {
            case 0 -> one.next();
            case 1 -> node[i - 1] + 1;
            default -> value % 2 == 1 ? ~(value / 2 - 1) : value / 2 - 1;
          };
        }
        alone.add(nodes.size());
        last[of] = node;
        row[of]++;
        nodes.add(node);
      }
      return new Unfolded(texts, nodes, data.get("rows"));
    }

    String markup(int number) {
      final int[] node = nodes.get(number);
      final String name = texts.get(node[0]);
      final StringBuilder out = new StringBuilder("<").append(name);
      final int begin = 2 + 2 * node[1];
      for (int i = 2; i < begin; i += 2) {
        final int value = node[i + 1];
        out.append(' ').append(texts.get(node[i])).append('=');
        out.append(value % 2 == 1 ? texts.get(value / 2) : String.valueOf(value / 2));
      }
      out.append('>');
      for (int i = begin; i < node.length; i++) {
        out.append(node[i] < 0 ? texts.get(~node[i]) : markup(node[i]));
      }
      return out.append("</").append(name).append('>').toString();
    }
  }

  @Test
  void whatIsInSeveralNodesUnfoldsInEach() throws IOException {
    final String markup = "<g><a>1</a><c>2</c><b><a>1</a></b><a>1</a><d><c>2</c><e>3</e></d>text"
        + "<c>2</c><b><a>1</a></b><a>1</a><c>2</c></g>";
    final FoldedMarkup folded = new FoldedMarkup();
    final int number = folded.add(markup);
    final int second = folded.add("<h>" + markup + "<a>1</a><f>4</f></h>");
    final Unfolded data = Unfolded.of(folded.text(List.of(List.of(number, second))));
    assertThat(data.markup(number)).isEqualTo(markup);
    assertThat(data.markup(second)).isEqualTo("<h>" + markup + "<a>1</a><f>4</f></h>");
  }

  @Test
  void eachPieceUnfoldsToWhatItWas() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<p class=\"a\">x &lt;b&gt; <i>y</i> &amp; z</p>");
    final int other = folded.add("<svg>\n  <g x=\"1\">\n <text> t </text></g>\n</svg>");
    final Unfolded data = Unfolded.of(folded.text(List.of(List.of(one, other))));
    assertThat(data.markup(data.rows().get(0).get(0).asInt()))
        .isEqualTo("<p class=a>x <b> <i>y</i> & z</p>");
    assertThat(data.markup(data.rows().get(0).get(1).asInt()))
        .isEqualTo("<svg><g x=1><text> t </text></g></svg>");
  }

  @Test
  void placesThatFollowARuleComeBackExactly() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final StringBuilder drawing = new StringBuilder("<svg>");
    for (int i = 0; i < 50; i++) {
      drawing.append("<g x=\"").append(i % 7).append("\" y=\"-1.5\"><title>t").append(i % 3);
      drawing.append("</title><rect x=\"").append(10 * i).append("\" y=\"").append(i % 5 * 40);
      drawing.append("\" width=\"007\"></rect></g>");
    }
    final int one = folded.add(drawing.append("</svg>").toString());
    assertThat(Unfolded.of(folded.text(List.of(List.of(one)))).markup(one))
        .isEqualTo(drawing.toString().replace("\"", ""));
  }

  @Test
  void whatIsAlikeIsThereOnce() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<div><p>a</p><p>a</p></div>");
    assertThat(folded.add("<div><p>a</p><p>a</p></div>")).isEqualTo(one);
    final Unfolded data = Unfolded.of(folded.text(List.of(List.of(one))));
    assertThat(data.nodes()).hasSize(2);
    assertThat(data.texts()).hasSize(3);
  }

  @Test
  void aCharacterThatXmlCannotSayIsReplaced() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<p>a\u0001b\u001bc</p>");
    assertThat(Unfolded.of(folded.text(List.of(List.of(one)))).markup(one))
        .isEqualTo("<p>a\uFFFDb\uFFFDc</p>");
  }

  @Test
  void markupThatIsNotWellFormedIsAMistakeOfOurs() {
    assertThatThrownBy(() -> new FoldedMarkup().add("<p>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTextMeansNothingToHtmlWhateverIsInIt() {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<p>&lt;/script&gt;&lt;!--</p>");
    assertThat(folded.text(List.of(List.of(one)))).matches("[A-Za-z0-9+/=]+");
  }
}
