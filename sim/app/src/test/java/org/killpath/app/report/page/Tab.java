package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A tab of a real browser that shows pages from files. */
public final class Tab implements AutoCloseable {
  private final Path directory;
  private final ChromeDriver browser;

  private Tab(Path directory, ChromeDriver browser) {
    this.directory = directory;
    this.browser = browser;
  }

  /** Skips the test, with the reason, where no browser is installed. */
  public static Tab in(Path directory) {
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElseThrow());
    return new Tab(directory, Chromium.start());
  }

  public ChromeDriver browser() {
    return browser;
  }

  public void open(String html) throws IOException {
    final Path page = Files.createTempFile(directory, "page", ".html");
    Files.writeString(page, html);
    browser.get(page.toUri().toString());
  }

  public WebElement first(String css) {
    return browser.findElement(By.cssSelector(css));
  }

  public List<WebElement> all(String css) {
    return browser.findElements(By.cssSelector(css));
  }

  public List<String> texts(String css) {
    return all(css).stream().map(WebElement::getText).toList();
  }

  WebElement focused() {
    return browser.switchTo().activeElement();
  }

  /** The first such element, as soon as there is one. */
  WebElement awaited(String css) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !all(css).isEmpty());
    return first(css);
  }

  /** A colour scheme, and {@code print}, or empty for what is usual. */
  void media(String scheme, String media) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  public void saysNothingInItsConsole() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Override
  public void close() {
    browser.quit();
  }
}
