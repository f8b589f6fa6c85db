package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.ordering.KernelTask;
import org.killpath.lab.ordering.Placement.Part;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.ScriptTask.Membership;
import org.killpath.lab.ordering.Step.Send.Sent;

/** Every word stands on the manual's page on ordering scripts, and who follows it gets what it shows. */
class OrderingScriptsPageTest {
  @TempDir
  private Path directory;

  @Test
  void theExampleOfTheManualIsARowAndReplays() throws IOException, InterruptedException {
    final FollowedPage page = FollowedPage.toTheEnd("ordering-scripts.md", directory);
    assertThat(page.lastWith(" table ").out())
        .anyMatch(line -> line.startsWith("three-outsiders ") && line.contains("HUNG_RELEASED"));
    assertThat(page.lastWith(" replay ").out()).anyMatch(line -> line.contains("HUNG_RELEASED"));
  }

  @Test
  void everyWordOfAScriptStandsOnThePage() throws IOException {
    final String page = Files.readString(Manual.page("ordering-scripts.md"));
    final Stream<String> lower = Stream.<Enum<?>[]>of(
            Backing.values(), Kill.values(), Part.values(), Membership.values(), Sent.values())
        .flatMap(Stream::of)
        .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    final Stream<String> others = Stream.concat(
        Stream.of(Request.Name.values()).map(Enum::name),
        Stream.of(KernelTask.values()).map(KernelTask::role));
    assertThat(Stream.concat(lower, others))
        .allSatisfy(word -> assertThat(page).containsPattern("`[^`]*\\b" + word + "\\b[^`]*`"));
  }
}
