package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class FoldedMarkupTest {
  private static JsonNode unfolded(String folded) throws IOException {
    return new ObjectMapper()
        .readTree(
            new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(folded))));
  }

  /** As the page's script does it. */
  private static String markup(JsonNode data, int number) {
    final JsonNode node = data.get("nodes").get(number);
    final JsonNode texts = data.get("texts");
    final String name = texts.get(node.get(0).asInt()).asText();
    final StringBuilder out = new StringBuilder("<").append(name);
    final int begin = 2 + 2 * node.get(1).asInt();
    for (int i = 2; i < begin; i += 2) {
      out.append(' ').append(texts.get(node.get(i).asInt()).asText());
      out.append('=').append(texts.get(node.get(i + 1).asInt()).asText());
    }
    out.append('>');
    for (int i = begin; i < node.size(); i++) {
      final int part = node.get(i).asInt();
      out.append(part < 0 ? texts.get(~part).asText() : markup(data, part));
    }
    return out.append("</").append(name).append('>').toString();
  }

  @Test
  void eachPieceUnfoldsToWhatItWas() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<p class=\"a\">x &lt;b&gt; <i>y</i> &amp; z</p>");
    final int other = folded.add("<svg>\n  <g x=\"1\">\n <text> t </text></g>\n</svg>");
    final JsonNode data = unfolded(folded.text(List.of(List.of(one, other))));
    assertThat(markup(data, data.get("rows").get(0).get(0).asInt()))
        .isEqualTo("<p class=a>x <b> <i>y</i> & z</p>");
    assertThat(markup(data, data.get("rows").get(0).get(1).asInt()))
        .isEqualTo("<svg><g x=1><text> t </text></g></svg>");
  }

  @Test
  void whatIsAlikeIsThereOnce() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<div><p>a</p><p>a</p></div>");
    assertThat(folded.add("<div><p>a</p><p>a</p></div>")).isEqualTo(one);
    final JsonNode data = unfolded(folded.text(List.of(List.of(one))));
    assertThat(data.get("nodes")).hasSize(2);
    assertThat(data.get("texts")).hasSize(3);
  }

  @Test
  void aCharacterThatXmlCannotSayIsReplaced() throws IOException {
    final FoldedMarkup folded = new FoldedMarkup();
    final int one = folded.add("<p>a\u0001b\u001bc</p>");
    assertThat(markup(unfolded(folded.text(List.of(List.of(one)))), one))
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
