package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.killpath.app.report.timeline.Recorded;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.Replayed;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.table.OutcomeTable;
import org.killpath.lab.table.TableCell;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages and pictures as text; what a browser makes of them is another test's. */
class PageTest {
  private static final Pattern ELSEWHERE =
      Pattern.compile("(src|href|action|data)=\"(?!#)|url\\((?!#)|@import|<link|<iframe|<object");

  static String verdictPage(Cell cell) {
    final Recorded recorded = Recorded.of(Replayed.first(cell));
    return VerdictPage.html(recorded.schedule(), recorded.verdict(), recorded.recorder());
  }

  static List<Result<Cell>> run(List<Cell> cells, long schedules) {
    return new Explorer<>(
            RandomWalk::new,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(schedules),
            1,
            Explorer.Progress.none())
        .explore(cells);
  }

  static String tablePage(List<Cell> cells) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return TablePage.html(
          run(cells, 20),
          result -> Optional.of("not what was expected").filter(why -> isHostile(result)),
          Optional.of("PARTIAL: this is a test"),
          controlled);
    }
  }

  private static boolean isHostile(Result<Cell> result) {
    return result.subject().scenario().story().equals(Hostile.NAME);
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static long count(Document svg, String element, String style) {
    final NodeList found = svg.getElementsByTagName(element);
    long count = 0;
    for (int i = 0; i < found.getLength(); i++) {
      final String styles = found.item(i).getAttributes().getNamedItem("class") == null
          ? ""
          : found.item(i).getAttributes().getNamedItem("class").getNodeValue();
      if (List.of(styles.split(" ")).contains(style)) {
        count++;
      }
    }
    return count;
  }

  @Test
  void aPageNeedsNothingFromElsewhere() {
    assertThat(verdictPage(Schedules.cell("C", "upstream"))).doesNotContainPattern(ELSEWHERE);
    assertThat(tablePage(List.of(Schedules.cell("C", "upstream"))))
        .doesNotContainPattern(ELSEWHERE);
  }

  @Test
  void aHostileNameIsTextWhereverItStands() {
    final String page = verdictPage(Hostile.cell()) + tablePage(List.of(Hostile.cell()));
    assertThat(page).contains("&lt;img src=", "&lt;img/src=").doesNotContain("<img", "<b>C");
    assertThat(page.split("<script", -1))
        .as("a script each, and what one unfolds")
        .hasSize(4);
  }

  @Test
  void aPageHasTheSameBytesInEveryCharacterSet() {
    final String page =
        tablePage(List.of(Schedules.cell("C", "upstream"), Schedules.cell("C", "dev-mutex")));
    assertThat(page).contains("1 orderings &#215; 2 designs");
    assertThat(page + verdictPage(Schedules.cell("C", "upstream")))
        .matches(text -> StandardCharsets.US_ASCII.newEncoder().canEncode(text), "is ASCII");
  }

  @Test
  void thePageSaysWhyACellMakesNoSense() {
    assertThat(tablePage(
            List.of(Schedules.cell("scsi-tmf", "kthread"), Schedules.cell("scsi-tmf", "upstream"))))
        .contains(
            ">n/a</td>",
            "<li>scsi-tmf x kthread: it never comes about that tmf-flush waits in a flush"
                + " (scsi-tmf.yaml:30)</li>");
  }

  @Test
  void whatTextAndMarkdownSayOfATableItsPageSaysToo() {
    final List<Result<Cell>> results = run(
        List.of(Schedules.cell("scsi-tmf", "kthread"), Schedules.cell("kill-flush", "dev-mutex")),
        20);
    final OutcomeTable table =
        OutcomeTable.of(results, result -> Optional.of("not so"), Optional.of("PARTIAL: a test"));
    final String page;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      page = TablePage.html(
          results, result -> Optional.of("not so"), Optional.of("PARTIAL: a test"), controlled);
    }
    final String said = page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    assertThat(table.text(200).lines().filter(line -> !line.matches(".*---.*")))
        .allSatisfy(line -> {
          for (String words : line.strip().split(" {2,}|! ", -1)) {
            assertThat(said).contains(words.strip());
          }
        });
  }

  @Test
  void theTimelineAsAPictureIsXmlWithALaneAStepAndAnArrowForEach() throws Exception {
    final Recorded recorded = Recorded.of(Replayed.first("C", "upstream"));
    final Document svg =
        parsed(TimelineImage.svg(recorded.schedule(), recorded.verdict(), recorded.timeline()));
    final int lanes = recorded.timeline().lanes().size();
    assertThat(count(svg, "text", "task")).isEqualTo(lanes);
    assertThat(count(svg, "rect", "step"))
        .isEqualTo(
            recorded.recorder().trace().steps().size() - recorded.timeline().folded());
    assertThat(count(svg, "path", "waits")).isEqualTo(2);
    assertThat(count(svg, "rect", "blocked")).isPositive();
    assertThat(count(svg, "g", "kill")).isEqualTo(1);
  }

  @Test
  void aHostileNameLeavesThePictureXml() throws Exception {
    final Recorded recorded = Recorded.of(Replayed.first(Hostile.cell()));
    final Document svg =
        parsed(TimelineImage.svg(recorded.schedule(), recorded.verdict(), recorded.timeline()));
    assertThat(svg.getElementsByTagName("img").getLength()).isZero();
    assertThat(svg.getDocumentElement().getTextContent()).contains("onerror=");
  }

  @Test
  void theTableAsAPictureHasASquareForEachCell() throws Exception {
    final List<Cell> cells = List.of(
        Schedules.cell("C", "upstream"),
        Schedules.cell("C", "dev-mutex"),
        Schedules.cell("D1", "upstream"),
        Schedules.cell("D1", "dev-mutex"));
    final OutcomeTable table = new OutcomeTable(
        run(cells, 10).stream()
            .map(result -> TableCell.of(result, Optional.empty()))
            .toList(),
        Optional.empty());
    final Document svg = parsed(GridImage.svg(table));
    assertThat(count(svg, "rect", "outcome-hung-released")).isEqualTo(2);
    assertThat(count(svg, "rect", "outcome-completed")).isEqualTo(1);
    assertThat(count(svg, "rect", "outcome-deadlock")).isEqualTo(1);
    assertThat(svg.getDocumentElement().getTextContent()).contains("4 cells sampled");
  }
}
