package org.killpath.app.report.answer;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.killpath.lab.invent.Score;

/**
 * The sets that no other one beats as a picture: edits across, orderings left upwards. Of sets with the
 * same number of edits it shows the one that leaves the fewest.
 */
public final class FrontPicture {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int BOTTOM = 270;
  private static final int TOP = 30;

  private FrontPicture() {}

  /** An SVG document, to be read on light and dark pages. */
  public static String svg(InventReport report) {
    final Map<Integer, Score> best = new TreeMap<>();
    report.cards().stream()
        .map(card -> card.set().score())
        .forEach(score -> best.merge(score.edits(), score, FrontPicture::better));
    final Collection<Score> scores = best.values();
    final int edits = Math.max(1, scores.stream().mapToInt(Score::edits).max().orElse(1));
    final int most = Math.max(
        1,
        scores.stream().mapToInt(score -> score.hangs() + score.others()).max().orElse(1));
    final StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n")
        .append("<title>Orderings with avoidable hangs left, by number of edits</title>\n")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    line(svg, LEFT, TOP, LEFT, BOTTOM);
    line(svg, LEFT, BOTTOM, WIDTH - 20, BOTTOM);
    text(svg, LEFT, 18, "start", "orderings with an avoidable hang (dark) or anything else bad");
    text(svg, WIDTH - 20, HEIGHT - 12, "end", "edits");
    for (int edit = 0; edit <= edits; edit++) {
      text(svg, x(edit, edits), BOTTOM + 18, "middle", String.valueOf(edit));
    }
    for (Score score : scores) {
      bar(svg, score, edits, most);
    }
    return svg.append("</svg>\n").toString();
  }

  private static Score better(Score one, Score other) {
    return one.hangs() + one.others() <= other.hangs() + other.others() ? one : other;
  }

  private static int x(int edit, int edits) {
    return LEFT + 25 + edit * (WIDTH - LEFT - 75) / edits;
  }

  private static int height(int orderings, int most) {
    return orderings * (BOTTOM - TOP - 20) / most;
  }

  private static void bar(StringBuilder svg, Score score, int edits, int most) {
    final int x = x(score.edits(), edits);
    final int hangs = height(score.hangs(), most);
    final int others = height(score.others(), most);
    box(svg, x - 9, BOTTOM - hangs, hangs, "#1b5e20");
    box(svg, x - 9, BOTTOM - hangs - others, others, "#d98e04");
    text(
        svg,
        x,
        BOTTOM - hangs - others - 5,
        "middle",
        score.hangs() + (score.others() == 0 ? "" : "+" + score.others()));
  }

  private static void box(StringBuilder svg, int x, int y, int height, String fill) {
    svg.append(String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"%d\" fill=\"%s\"/>\n",
        x,
        y,
        height,
        fill));
  }

  private static void line(StringBuilder svg, int x, int y, int toX, int toY) {
    svg.append(String.format(
        Locale.ROOT,
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#444\"/>\n",
        x,
        y,
        toX,
        toY));
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String words) {
    svg.append(String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#111\">%s</text>\n",
        x,
        y,
        anchor,
        words));
  }
}
