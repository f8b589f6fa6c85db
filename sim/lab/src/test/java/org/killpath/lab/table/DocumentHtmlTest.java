package org.killpath.lab.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentHtmlTest {
  @Test
  void whatIsSaidIsShownAsItIsAndNeverTakenForMarkup() {
    final String page = new Document()
        .warning(Optional.of("cut <short>"))
        .heading("a & b")
        .notes(List.of("\"<script>\""))
        .table(new Grid(
            List.of("<th>", "x"), List.of(List.of(List.of("row"), List.of("one", "<two>")))))
        .html("</title>");
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("<title>&lt;/title&gt;</title>")
        .contains("<p class=\"warning\">cut &lt;short&gt;</p>")
        .contains("<h2>a &amp; b</h2>")
        .contains("<p>&quot;&lt;script&gt;&quot;</p>")
        .contains("<th scope=\"col\">&lt;th&gt;</th>")
        .contains("<tr><th scope=\"row\">row</th><td>one<br>&lt;two&gt;</td></tr>")
        .doesNotContain("<script>");
  }

  @Test
  void everyKindOfPieceIsThere() {
    final String page = new Document()
        .paragraph("a paragraph")
        .add(new Piece.Term("TERM", "meaning", true, List.of("detail")))
        .add(new Piece.Names("names", List.of("one", "two")))
        .add(new Piece.Entry(
            "entry",
            3,
            Optional.of("gist"),
            List.of(
                new Piece.Item.Remark("a remark"),
                new Piece.Item.Line("a line", 1),
                new Piece.Item.Labelled("label", List.of("first", "second")),
                new Piece.Item.Token("kp4.x", "a token"))))
        .html("title");
    assertThat(page)
        .contains("<p>a paragraph</p>")
        .contains("<code>TERM</code> meaning", "<p>detail</p>")
        .contains("<p>names: one, two.</p>")
        .contains("<h3>entry</h3>", "<p>gist</p>", "<p>a remark</p>", "<p>a line</p>")
        .contains("<p>label</p>\n<pre>first<br>second</pre>")
        .contains("replay: <code>kp4.x</code>, a token");
  }
}
