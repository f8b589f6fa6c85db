package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explore --save} and {@code --continue}. */
class ContinueTest {
  @TempDir
  private Path directory;

  private static Invocation explore(String... arguments) {
    final String[] all = new String[3 + arguments.length];
    all[0] = "explore";
    all[1] = "raced-E2";
    all[2] = "upstream";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Invocation.of(all);
  }

  @Test
  void aSearchGoesOnWhereItWasStopped() {
    final String file = directory.resolve("search").toString();
    final Invocation first =
        explore("--strategy", "dpor", "--schedules", "10", "--save", file, "--format", "csv");
    assertThat(first.out()).contains("bound_reached").doesNotContain("complete,");
    final Invocation second =
        explore("--continue", file, "--schedules", "100000", "--format", "csv");
    final Invocation whole =
        explore("--strategy", "dpor", "--schedules", "100000", "--format", "csv");
    assertThat(second.out()).isEqualTo(whole.out()).contains(",complete,");
  }

  @Test
  void aSearchThatIsOverLeavesNothingToGoOnWith() {
    final Path file = directory.resolve("search");
    final Invocation invocation =
        explore("--strategy", "dpor", "--schedules", "100000", "--save", file.toString());
    assertThat(invocation.status()).isZero();
    assertThat(invocation.err()).contains("the search is over");
    assertThat(file).doesNotExist();
  }

  @Test
  void aStrategyThatDrawsCannotBeSaved() {
    final Invocation invocation = explore("--save", directory.resolve("search").toString());
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).contains("one by one");
  }

  @Test
  void anotherCellOrStrategyIsRefusedInALine() throws IOException {
    final Path file = directory.resolve("search");
    explore("--strategy", "dpor", "--schedules", "10", "--save", file.toString());
    final Invocation cell =
        Invocation.of("explore", "raced-C", "upstream", "--continue", file.toString());
    assertThat(cell.status()).isEqualTo(2);
    assertThat(cell.err().lines()).hasSize(1).first().asString().contains("raced-E2 x upstream");
    assertThat(explore("--strategy", "pos", "--continue", file.toString()).status())
        .isEqualTo(2);
    Files.writeString(file, "nonsense");
    assertThat(explore("--continue", file.toString()).status()).isEqualTo(2);
    Files.delete(file);
    assertThat(explore("--continue", file.toString()).err()).startsWith("killpath: cannot use");
  }
}
