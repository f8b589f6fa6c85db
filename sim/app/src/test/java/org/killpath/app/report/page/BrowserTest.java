package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The page of a verdict in a real Chromium, from a file. Skipped, with the reason, where none is installed:
 * {@code apt-get install chromium chromium-driver}.
 */
class BrowserTest {
  @RegisterExtension
  static final Tab tab = new Tab();

  private static void openVerdict(Cell cell) throws IOException {
    tab.open(PageTest.verdictPage(cell));
  }

  @Test
  void thePageOfAVerdictHasALanePerTaskTheKillAndTheBlockedTimeInAColourOfItsOwn()
      throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    assertThat(tab.texts("svg .role")).contains("holder", "worker ✝", "owner ✝", "outside world");
    assertThat(tab.texts("svg .kill text")).containsExactly("SIGKILL to group 38");
    final WebElement blocked = tab.first("svg .activity.blocked");
    final WebElement asleep = tab.first("svg .activity.asleep");
    assertThat(blocked.getCssValue("fill")).isNotEqualTo(asleep.getCssValue("fill"));
    assertThat(blocked.getRect().getWidth()).isPositive();
    assertThat(tab.texts(".card")).hasSize(2);
    assertThat(tab.texts("svg .held")).contains("dev.mutex", "vq[0].mutex");
  }

  @Test
  void theSliderGoesFromStepToStepByKeyAndSaysWhatEachIs() throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    final WebElement slider = tab.first("#stepper");
    slider.sendKeys(Keys.ARROW_RIGHT);
    final String first = tab.first("#step").getText();
    slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    final String third = tab.first("#step").getText();
    assertThat(first).matches("step \\d+, \\w+ \\S+: .*");
    assertThat(third).isNotEqualTo(first).startsWith("step ");
    assertThat(slider.getAttribute("aria-valuetext")).isEqualTo(third);
    assertThat(tab.all("tr.now")).hasSize(1);
  }

  @Test
  void everyStepCanBePointedAtAndHasARowInTheTable() throws IOException {
    openVerdict(Schedules.cell("kill-flush", "upstream"));
    final int steps = tab.all("svg .step[data-step]").size();
    assertThat(steps).isGreaterThan(10);
    assertThat(tab.all(".steps tbody tr")).hasSize(steps);
    assertThat(tab.all("svg .step[data-step] > title")).hasSize(steps);
  }

  @Test
  void aHostileNameIsShownAndDoesNothing() throws IOException {
    openVerdict(Hostile.cell());
    assertThat(tab.browser().getTitle()).contains("onerror=").doesNotStartWith("pwned");
    assertThat(tab.all("img")).isEmpty();
    tab.first("#stepper").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(tab.first("#step").getText()).contains("<script>");
  }

  @Test
  void inDarkModePaperAndInkChangePlaces() throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    tab.media("dark", "");
    final double paper = brightness("background-color");
    final double ink = brightness("color");
    tab.media("light", "");
    assertThat(ink - paper).isGreaterThan(120);
    assertThat(brightness("background-color") - brightness("color")).isGreaterThan(120);
  }

  @Test
  void inPrintNothingHasToBeScrolled() throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    tab.media("dark", "print");
    final WebElement picture = tab.first(".timeline svg[role]");
    assertThat(picture.getRect().getWidth())
        .isLessThanOrEqualTo(tab.first("body").getRect().getWidth());
    assertThat(tab.first(".stepper").isDisplayed()).isFalse();
    assertThat(brightness("background-color")).isGreaterThan(200);
    tab.media("", "");
  }

  private static double brightness(String property) {
    final String[] parts =
        tab.first("body").getCssValue(property).replaceAll("[^0-9., ]", "").split(",", -1);
    return (Double.parseDouble(parts[0].strip())
            + Double.parseDouble(parts[1].strip())
            + Double.parseDouble(parts[2].strip()))
        / 3;
  }
}
