package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * The pages in a real Chromium, from files. Skipped, with the reason, where none is installed:
 * {@code apt-get install chromium chromium-driver}.
 */
class BrowserTest {
  @TempDir
  static Path directory;

  private static ChromeDriver browser;

  @BeforeAll
  static void startTheBrowser() {
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElseThrow());
    browser = Chromium.start();
  }

  @AfterAll
  static void stopTheBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @AfterEach
  void theConsoleIsEmpty() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  private static void open(String html) throws IOException {
    final Path page = Files.createTempFile(directory, "page", ".html");
    Files.writeString(page, html);
    browser.get(page.toUri().toString());
  }

  private static void openVerdict(Cell cell) throws IOException {
    open(PageTest.verdictPage(cell));
  }

  private static List<Cell> fourCells() {
    return List.of(
        Schedules.cell("C", "upstream"),
        Schedules.cell("C", "dev-mutex"),
        Schedules.cell("D1", "upstream"),
        Schedules.cell("D1", "dev-mutex"));
  }

  private static List<String> texts(String css) {
    return browser.findElements(By.cssSelector(css)).stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void thePageOfAVerdictHasALanePerTaskTheKillAndTheBlockedTimeInAColourOfItsOwn()
      throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    assertThat(texts("svg .role")).contains("holder", "worker ✝", "owner ✝", "outside world");
    assertThat(texts("svg .kill text")).containsExactly("SIGKILL to group 38");
    final WebElement blocked = browser.findElement(By.cssSelector("svg .activity.blocked"));
    final WebElement asleep = browser.findElement(By.cssSelector("svg .activity.asleep"));
    assertThat(blocked.getCssValue("fill")).isNotEqualTo(asleep.getCssValue("fill"));
    assertThat(blocked.getRect().getWidth()).isPositive();
    assertThat(texts(".card")).hasSize(2);
    assertThat(texts("svg .held")).contains("dev.mutex", "vq[0].mutex");
  }

  @Test
  void theSliderGoesFromStepToStepByKeyAndSaysWhatEachIs() throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    final WebElement slider = browser.findElement(By.id("stepper"));
    slider.sendKeys(Keys.ARROW_RIGHT);
    final String first = browser.findElement(By.id("step")).getText();
    slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    final String third = browser.findElement(By.id("step")).getText();
    assertThat(first).matches("step \\d+, \\w+ \\S+: .*");
    assertThat(third).isNotEqualTo(first).startsWith("step ");
    assertThat(slider.getAttribute("aria-valuetext")).isEqualTo(third);
    assertThat(browser.findElements(By.cssSelector("tr.now"))).hasSize(1);
  }

  @Test
  void everyStepCanBePointedAtAndHasARowInTheTable() throws IOException {
    openVerdict(Schedules.cell("kill-flush", "upstream"));
    final int steps =
        browser.findElements(By.cssSelector("svg .step[data-step]")).size();
    assertThat(steps).isGreaterThan(10);
    assertThat(browser.findElements(By.cssSelector(".steps tbody tr"))).hasSize(steps);
    assertThat(browser.findElements(By.cssSelector("svg .step[data-step] > title")))
        .hasSize(steps);
  }

  @Test
  void everyCellOfTheTableLeadsToItsEvidence() throws IOException {
    open(PageTest.tablePage(fourCells()));
    final List<WebElement> links = browser.findElements(By.cssSelector(".grid td a"));
    assertThat(links).hasSize(4);
    for (WebElement link : links) {
      final String target = link.getDomAttribute("href").substring(1);
      assertThat(browser.findElements(By.id(target))).as(target).hasSize(1);
    }
    links.get(3).click();
    final WebElement evidence = browser.findElement(By.cssSelector(".evidence:target"));
    assertThat(evidence.getText()).contains("D1 x dev-mutex", "DEADLOCK", "to the table");
    assertThat(evidence.findElements(By.cssSelector("svg[role=img] .activity.blocked")))
        .isNotEmpty();
  }

  @Test
  void theArrowKeysGoFromCellToCell() throws IOException {
    open(PageTest.tablePage(fourCells()));
    final List<WebElement> links = browser.findElements(By.cssSelector(".grid td a"));
    links.get(0).sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.switchTo().activeElement()).isEqualTo(links.get(1));
    links.get(1).sendKeys(Keys.ARROW_DOWN);
    assertThat(browser.switchTo().activeElement()).isEqualTo(links.get(3));
  }

  @Test
  void aHostileNameIsShownAndDoesNothing() throws IOException {
    openVerdict(Hostile.cell());
    assertThat(browser.getTitle()).contains("onerror=").doesNotStartWith("pwned");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    browser.findElement(By.id("stepper")).sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.findElement(By.id("step")).getText()).contains("<script>");
    open(PageTest.tablePage(List.of(Hostile.cell())));
    assertThat(browser.getTitle()).doesNotStartWith("pwned");
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
  }

  @Test
  void inDarkModePaperAndInkChangePlaces() throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    media("dark", "");
    final double paper = brightness("background-color");
    final double ink = brightness("color");
    media("light", "");
    assertThat(ink - paper).isGreaterThan(120);
    assertThat(brightness("background-color") - brightness("color")).isGreaterThan(120);
  }

  @Test
  void inPrintNothingHasToBeScrolled() throws IOException {
    openVerdict(Schedules.cell("C", "upstream"));
    media("dark", "print");
    final WebElement picture = browser.findElement(By.cssSelector(".timeline svg[role]"));
    assertThat(picture.getRect().getWidth())
        .isLessThanOrEqualTo(browser.findElement(By.tagName("body")).getRect().getWidth());
    assertThat(browser.findElement(By.cssSelector(".stepper")).isDisplayed()).isFalse();
    assertThat(brightness("background-color")).isGreaterThan(200);
    media("", "");
  }

  private static void media(String scheme, String media) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static double brightness(String property) {
    final String[] parts = browser
        .findElement(By.tagName("body"))
        .getCssValue(property)
        .replaceAll("[^0-9., ]", "")
        .split(",", -1);
    return (Double.parseDouble(parts[0].strip())
            + Double.parseDouble(parts[1].strip())
            + Double.parseDouble(parts[2].strip()))
        / 3;
  }
}
