package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a table in a real Chromium. Skipped, with the reason, where none is installed. */
class TableInBrowserTest {
  @RegisterExtension
  static final Tab tab = new Tab();

  private static List<Cell> fourCells() {
    return List.of(
        Schedules.cell("C", "upstream"),
        Schedules.cell("C", "dev-mutex"),
        Schedules.cell("D1", "upstream"),
        Schedules.cell("D1", "dev-mutex"));
  }

  private static WebElement unfolded() {
    return tab.awaited("#unfolded .evidence");
  }

  private static List<WebElement> squares() {
    return tab.all(".grid td");
  }

  @Test
  void everyCellOfTheTableUnfoldsItsEvidence() throws IOException {
    tab.open(PageTest.tablePage(fourCells()));
    assertThat(tab.all(".evidence")).isEmpty();
    squares().get(3).click();
    final WebElement evidence = unfolded();
    assertThat(evidence.getText()).contains("D1 x dev-mutex", "DEADLOCK", "kp4.D1.dev-mutex.");
    assertThat(evidence.findElements(By.cssSelector("svg[role=img] .activity.blocked")))
        .isNotEmpty();
    assertThat(evidence
            .findElement(By.cssSelector("svg[role=img] .role"))
            .getRect()
            .getWidth())
        .as("drawn, and not just there")
        .isPositive();
    squares().get(1).click();
    await().until(() -> tab.texts("#unfolded h3").equals(List.of("C x dev-mutex")));
    assertThat(tab.all("#unfolded .evidence")).hasSize(1);
  }

  @Test
  void theOnlyCellOfATableIsUnfoldedFromTheBeginning() throws IOException {
    tab.open(PageTest.tablePage(List.of(Schedules.cell("D1", "dev-mutex"))));
    assertThat(unfolded().getText()).contains("D1 x dev-mutex", "DEADLOCK");
  }

  @Test
  void theAddressOfACellUnfoldsItAndBackIsBack() throws IOException {
    tab.open(PageTest.tablePage(fourCells()));
    final String page = tab.browser().getCurrentUrl();
    tab.browser().get("about:blank");
    tab.browser().get(page + "#cell-1-1");
    assertThat(unfolded().getText()).contains("D1 x dev-mutex");
    tab.browser().get(page + "#cell-7-7");
    await().until(() -> tab.all("#unfolded .evidence").isEmpty());
    tab.browser().navigate().back();
    assertThat(unfolded().getText()).contains("D1 x dev-mutex");
  }

  @Test
  void aCellThatMakesNoSenseUnfoldsTheReason() throws IOException {
    tab.open(PageTest.tablePage(List.of(Schedules.cell("scsi-tmf", "kthread"))));
    squares().get(0).click();
    assertThat(unfolded().getText())
        .contains("n/a", "it never comes about that tmf-flush waits in a flush");
  }

  @Test
  void theTableIsOneTabStopWithArrowsHomeAndEndInside() throws IOException {
    tab.open(PageTest.tablePage(fourCells()));
    final List<WebElement> cells = squares();
    assertThat(tab.all(".grid [tabindex='0'], .wide[tabindex]")).containsExactly(cells.get(0));
    tab.first("body").sendKeys(Keys.TAB);
    assertThat(tab.focused().getText()).isEqualTo("To the content");
    tab.focused().sendKeys(Keys.TAB);
    assertThat(tab.focused()).isEqualTo(cells.get(0));
    tab.focused().sendKeys(Keys.ARROW_RIGHT);
    assertThat(tab.focused()).isEqualTo(cells.get(1));
    tab.focused().sendKeys(Keys.ARROW_RIGHT);
    assertThat(tab.focused()).as("at the edge").isEqualTo(cells.get(1));
    tab.focused().sendKeys(Keys.ARROW_DOWN);
    assertThat(tab.focused()).isEqualTo(cells.get(3));
    tab.focused().sendKeys(Keys.HOME);
    assertThat(tab.focused()).isEqualTo(cells.get(2));
    tab.focused().sendKeys(Keys.END);
    assertThat(tab.focused()).isEqualTo(cells.get(3));
    tab.focused().sendKeys(Keys.chord(Keys.CONTROL, Keys.HOME));
    assertThat(tab.focused()).isEqualTo(cells.get(0));
    tab.focused().sendKeys(Keys.chord(Keys.CONTROL, Keys.END));
    assertThat(tab.focused()).isEqualTo(cells.get(3));
    assertThat(tab.all(".grid [tabindex='0']")).containsExactly(cells.get(3));
    tab.focused().sendKeys(Keys.ENTER);
    unfolded();
    assertThat(tab.focused().getText()).isEqualTo("D1 x dev-mutex");
    tab.focused().sendKeys(Keys.ESCAPE);
    assertThat(tab.focused()).isEqualTo(cells.get(3));
  }

  @Test
  void theTableReadsWithoutTheScript() throws IOException {
    final String page = PageTest.tablePage(fourCells());
    tab.open(page.replaceAll("(?s)<script>.*?</script>", ""));
    assertThat(tab.texts(".grid td"))
        .containsExactly("HUNG_RELEASED", "HUNG_RELEASED", "COMPLETED", "DEADLOCK");
    assertThat(tab.texts(".key li")).anyMatch(line -> line.startsWith("DEADLOCK a cycle"));
  }

  @Test
  void inPrintThereIsTheTableAloneAndAllOfIt() throws IOException {
    tab.open(PageTest.tablePage(fourCells()));
    squares().get(3).click();
    unfolded();
    tab.media("light", "print");
    assertThat(tab.first("#evidence").isDisplayed()).isFalse();
    assertThat(tab.first(".skip").isDisplayed()).isFalse();
    assertThat(tab.first(".wide").getCssValue("overflow")).isEqualTo("visible");
    assertThat(tab.first(".grid").getRect().getWidth())
        .isLessThanOrEqualTo(tab.first("body").getRect().getWidth());
    tab.media("", "");
  }

  @Test
  void onATelephoneTheNamesOfTheRowsLeaveRoomForTheCells() throws IOException {
    final List<Cell> cells = List.of(
        Schedules.cell("scsi-kill-missed-events", "upstream"),
        Schedules.cell("scsi-kill-missed-events", "dev-mutex"));
    tab.open(PageTest.tablePage(cells));
    tab.browser()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 400, "height", 800, "deviceScaleFactor", 1, "mobile", true));
    try {
      final double name = tab.first(".grid tbody th").getRect().getWidth();
      assertThat(name).isBetween(0.15 * 400, 0.3 * 400);
      assertThat(tab.browser().executeScript("return document.documentElement.scrollWidth"))
          .as("nothing sticks out")
          .isEqualTo(400L);
    } finally {
      tab.browser().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  @Test
  void aHostileNameIsShownAndDoesNothing() throws IOException {
    tab.open(PageTest.tablePage(List.of(Hostile.cell())));
    squares().get(0).click();
    assertThat(unfolded().getText()).contains("<script>", "<img src=");
    assertThat(unfolded().findElements(By.cssSelector("script, b, img"))).isEmpty();
    assertThat(tab.browser().getTitle()).doesNotStartWith("pwned");
    assertThat(tab.all("img")).isEmpty();
  }
}
