package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.app.cli.command.DiagnoseCommandTest;
import org.killpath.app.kit.heard.Consoles;

/**
 * Every command that the documentation shows does what it says, or at least something: it is run as it
 * stands there, with fewer schedules and cells, in a directory of its own.
 */
class DocsTest {
  private static final String PROGRAM = "java -jar sim/target/killpath.jar ";
  private static final Pattern INLINE = Pattern.compile("`killpath ([a-z-]+( [^`]+)?)`");
  private static final Pattern NUMBER_OF_SCHEDULES = Pattern.compile("--schedules \\d+");
  private static final Pattern LENGTH_OF_TIME = Pattern.compile("--time \\w+");
  private static final Pattern FILE =
      Pattern.compile("(?:[\\w.-]+/)*([\\w.-]+\\.(?:json|html|svg|md|csv|txt|log|trace|yaml))");
  private static final Pattern TOKEN = Pattern.compile("kp\\d+\\.[\\w-]+\\.[\\w%-]+\\.[\\w-]+");

  /** What stands for something that the reader puts in. */
  private static final String DESIGN = "dev-mutex";

  private static final String ORDERING = "kill-flush";

  @TempDir
  private static Path directory;

  @BeforeAll
  static void writeTheOrderings() throws IOException {
    for (Path page : Manual.pages()) {
      FollowedPage.writeOrderings(read(page), directory);
    }
  }

  @TestFactory
  Stream<DynamicContainer> everyCommandOfEveryPageRuns() throws IOException {
    final Set<String> met = new HashSet<>();
    return Manual.pages().stream()
        .map(page -> dynamicContainer(page.getFileName().toString(), commands(page, met)));
  }

  /** Those that no page before this one has: they would only do the same once more. */
  private static Stream<DynamicTest> commands(Path page, Set<String> met) {
    final String text = read(page).replace("\\\n", "");
    final List<String> commands = new ArrayList<>();
    text.lines()
        .map(line -> line.strip().replaceFirst("^\\$ ", ""))
        .filter(line -> line.startsWith(PROGRAM))
        .map(line -> line.substring(PROGRAM.length()))
        .forEach(commands::add);
    INLINE.matcher(text).results().map(found -> found.group(1)).forEach(commands::add);
    return commands.stream()
        .map(command -> command.replaceFirst(" +(\\||#|>|&&).*", ""))
        .filter(met::add)
        .map(command -> dynamicTest(command, () -> run(command)));
  }

  private static void run(String command) throws IOException {
    final List<String> arguments = arguments(command);
    if (arguments.get(0).equals("diagnose")) {
      Files.write(
          directory.resolve("console.log"), DiagnoseCommandTest.excerpt("holder-asleep-6.12.log"));
    }
    if (arguments.get(0).equals("compare")) {
      Files.writeString(
          directory.resolve("console-1.log"), Consoles.played(), StandardCharsets.ISO_8859_1);
    }
    final Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(arguments.contains("-o") ? "a file" : invocation.out()).isNotBlank();
  }

  /** As the reader would type them, but for less work. */
  private static List<String> arguments(String command) {
    String typed = command.replaceAll("\\s+", " ").strip();
    if (typed.contains("TOKEN")) {
      typed = typed.replace("TOKEN", token());
    }
    typed = typed.replace("ORDERING", ORDERING).replace("DESIGN", DESIGN);
    typed = NUMBER_OF_SCHEDULES
        .matcher(typed)
        .replaceAll(typed.contains("--shard") ? "--schedules 1" : "--schedules 5");
    typed = LENGTH_OF_TIME.matcher(typed).replaceAll("--time 50ms");
    typed = typed.replace("--orderings .", "--orderings " + directory);
    typed = FILE.matcher(typed)
        .replaceAll(
            file -> Matcher.quoteReplacement(directory.resolve(file.group(1)).toString()));
    typed = typed.replace(" -o kit", " -o " + directory.resolve("kit"));
    return new ArrayList<>(List.of((typed + lessWork(typed)).split(" ")));
  }

  private static String lessWork(String typed) {
    final String name = typed.split(" ", 2)[0];
    final boolean manyCells = typed.contains("--answer") || typed.contains("--shard");
    final String few = typed.contains("--schedules") || typed.contains("--time")
        ? ""
        : manyCells ? " --schedules 1" : " --schedules 5";
    final String proofs = typed.contains("--answer") ? " --proof 1" : "";
    final boolean saysWhich = typed.contains("--scenarios") || typed.contains("--answer");
    final String cells = (saysWhich || manyCells ? "" : " --scenarios C,kill-flush")
        + (saysWhich ? "" : " --designs upstream,dev-mutex");
    return switch (name) {
      case "table", "answers", "letter" -> few + proofs + cells;
      case "explore", "compare" -> few;
      case "diagnose" -> typed.contains(".log") ? "" : " " + directory.resolve("console.log");
      case "invent" -> typed.contains("--time") ? "" : " --time 50ms";
      case "lacks" -> (typed.equals("lacks") ? " drain-first" : "") + " --time 50ms";
      case "claims" -> typed.equals("claims") ? " C4" : "";
      case "faults" -> typed.equals("faults") ? " vsock-argument-index" : "";
      case "lock-order" -> (typed.equals("lock-order") ? " upstream" : "") + few;
      case "bench" ->
        typed.contains("--strategies") || typed.contains("--outcomes")
            ? cells + " --seeds 2" + few
            : typed.contains("--time") ? "" : " --time 5ms";
      default -> "";
    };
  }

  private static String token() {
    final Invocation explored =
        Invocation.of("explore", ORDERING, DESIGN, "--schedules", "3", "--format", "csv");
    final Matcher token = TOKEN.matcher(explored.out());
    assertThat(token.find()).as(explored.out() + explored.err()).isTrue();
    return token.group();
  }

  @Test
  void everyTokenOfEveryPageReplays() throws IOException {
    final List<String> tokens = Manual.pages().stream()
        .flatMap(page -> TOKEN.matcher(read(page)).results())
        .map(found -> found.group())
        .distinct()
        .toList();
    assertThat(tokens).hasSizeGreaterThan(10).allSatisfy(token -> {
      final Invocation replayed = Invocation.of("replay", token);
      assertThat(replayed.err()).as(token).isEmpty();
      assertThat(replayed.status()).as(token).isZero();
    });
  }

  @Test
  void everyLinkBetweenThePagesLeadsSomewhere() throws IOException {
    final Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    Manual.pages()
        .forEach(page -> assertThat(link.matcher(read(page)).results().map(r -> r.group(1)))
            .allSatisfy(
                target -> assertThat(page.resolveSibling(target)).as(page + "").exists()));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
