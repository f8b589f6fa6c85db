package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.strategy.StrategyProvider;

/** Who follows the manual's page on a strategy of one's own can name it on the command line. */
class OwnStrategyTest {
  private static final String MAIN =
      "java -cp sim/target/killpath.jar:own org.killpath.app.cli.Main ";

  @TempDir
  private static Path directory;

  private static FollowedPage page;

  @BeforeAll
  static void follow() throws IOException, InterruptedException {
    page = FollowedPage.toTheEnd("your-own-strategy.md", directory);
  }

  @Test
  void itIsListedExploresAndItsTokensReplay() throws IOException, InterruptedException {
    assertThat(page.run(MAIN + "list").out()).anyMatch(line -> line.strip().equals("starving"));
    assertThat(page.lastWith(" explore ").out())
        .anyMatch(line -> line.contains("sampled: 200 schedules, starving, seed 1"));
    assertThat(page.lastWith(" replay ").out()).isNotEmpty();
  }

  /** The page's strategy with something else in it, compiled into a directory of its own. */
  private static void compileOther(String from, String to, String into) throws IOException {
    Compiled.provider(
        directory.resolve("org/example/Starving.java"),
        from,
        to,
        StrategyProvider.class,
        directory.resolve(into));
  }

  private static FollowedPage.Done runWith(String classes, String arguments)
      throws IOException, InterruptedException {
    return page.run(MAIN.replace(":own", ":" + classes) + arguments);
  }

  @Test
  void oneThatCannotBeMadeIsRefusedBeforeAnythingIsRun() throws IOException, InterruptedException {
    compileOther(
        "return new Strategy() {",
        "if (seed < 0 || seed >= 0) { throw new IllegalStateException(\"no idea\"); }"
            + " return new Strategy() {",
        "unmade");
    final FollowedPage.Done refused =
        runWith("unmade", "table --scenarios C --designs upstream --strategy starving");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().strip())
        .isEqualTo("killpath: the strategy of org.example.Starving cannot be made:"
            + " java.lang.IllegalStateException: no idea");
  }

  @Test
  void whoChoosesSomebodyWhoIsNotThereIsTold() throws IOException, InterruptedException {
    compileOther("ready.count() - 1;", "ready.count();", "beyond");
    final FollowedPage.Done failed = runWith(
        "beyond", "explore raced-C upstream --strategy starving --schedules 50 --format csv");
    assertThat(failed.status()).isEqualTo(3);
    assertThat(failed.err()).contains("FAILED: raced-C x upstream").contains("was chosen, where");
    assertThat(runWith(
                "beyond",
                "bench --strategies --strategy starving --scenarios raced-C --designs upstream")
            .status())
        .as("of what was measured")
        .isEqualTo(3);
  }

  @Test
  void aNameThatIsTakenIsRefusedInOneLine() throws IOException, InterruptedException {
    compileOther("\"starving\"", "\"pos\"", "taken");
    final FollowedPage.Done refused = runWith("taken", "list");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().strip())
        .isEqualTo("killpath: the strategy of org.example.Starving is called pos, which is taken");
  }
}
