package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aNameThatIsTakenIsRefusedInOneLine() throws IOException, InterruptedException {
    final Path source = directory.resolve("org/example/Starving.java");
    Files.writeString(source, Files.readString(source).replace("\"starving\"", "\"pos\""));
    final String compile = "javac -cp sim/target/killpath.jar -d taken org/example/Starving.java";
    assertThat(page.run(compile).status()).isZero();
    assertThat(page.run("cp -r own/META-INF taken/").status()).isZero();
    final FollowedPage.Done refused = page.run(MAIN.replace(":own", ":taken") + "list");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().strip())
        .isEqualTo("killpath: the strategy of org.example.Starving is called pos, which is taken");
  }
}
