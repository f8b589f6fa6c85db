package org.killpath.app.report.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window, if one is installed; nothing is ever downloaded for it. */
final class Chromium {
  private Chromium() {}

  /** What is missing, in words; empty if nothing is. */
  static Optional<String> missing() {
    if (browser().isEmpty()) {
      return Optional.of("no chromium on the PATH");
    }
    return driver().isEmpty() ? Optional.of("no chromedriver on the PATH") : Optional.empty();
  }

  static ChromeDriver start() {
    final ChromeOptions options = new ChromeOptions();
    options.setBinary(browser().orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--window-size=1400,1000");
    final LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    final ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(driver().orElseThrow().toFile())
        .usingAnyFreePort()
        .build();
    return new ChromeDriver(service, options);
  }

  private static Optional<Path> browser() {
    return onPath("chromium", "chromium-browser", "google-chrome");
  }

  private static Optional<Path> driver() {
    return onPath("chromedriver");
  }

  private static Optional<Path> onPath(String... names) {
    final String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(directory -> List.of(names).stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
