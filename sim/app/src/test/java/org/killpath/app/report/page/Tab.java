package org.killpath.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * A tab of a real browser that shows pages from files: one for all tests of a class, which are
 * skipped, with the reason, where no browser is installed. No test may leave a word in its console.
 */
public final class Tab implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<ChromeDriver> started = new ArrayList<>();
  private final List<Path> pages = new ArrayList<>();

  @Override
  public void beforeAll(ExtensionContext ofClass) {
    assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElseThrow());
    started.add(Chromium.start());
  }

  @Override
  public void afterEach(ExtensionContext ofTest) {
    assertThat(browser().manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext ofClass) throws IOException {
    started.forEach(ChromeDriver::quit);
    for (Path page : pages) {
      Files.delete(page);
    }
  }

  public ChromeDriver browser() {
    return started.get(0);
  }

  public void open(String html) throws IOException {
    final Path page = Files.createTempFile("page", ".html");
    pages.add(page);
    Files.writeString(page, html);
    browser().get(page.toUri().toString());
  }

  public WebElement first(String css) {
    return browser().findElement(By.cssSelector(css));
  }

  public List<WebElement> all(String css) {
    return browser().findElements(By.cssSelector(css));
  }

  public List<String> texts(String css) {
    return all(css).stream().map(WebElement::getText).toList();
  }

  WebElement focused() {
    return browser().switchTo().activeElement();
  }

  /** The first such element, as soon as there is one. */
  WebElement awaited(String css) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !all(css).isEmpty());
    return first(css);
  }

  /** A colour scheme, and {@code print}, or empty for what is usual. */
  void media(String scheme, String media) {
    browser()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of(
                "media",
                media,
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }
}
