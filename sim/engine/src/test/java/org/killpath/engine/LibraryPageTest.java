package org.killpath.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.search.Subject;

/**
 * The manual's page on the engine as a library is true word for word: its class compiles against the
 * engine alone, runs with nothing else on the class path, and prints what the page says.
 */
@Timeout(120)
class LibraryPageTest {
  private static final Path PAGE = Path.of("..", "docs", "your-own-subject.md");

  @Test
  void theSubjectOfTheManualIsExploredProvenReplayedShrunkAndDrawn(@TempDir Path directory)
      throws IOException, InterruptedException, URISyntaxException {
    final String page = Files.readString(PAGE);
    final Path engine = Path.of(
        Subject.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    final Path source = Files.createDirectories(directory.resolve("org/example"));
    final Path file = Files.writeString(source.resolve("Slot.java"), block("java", page));
    assertThat(ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-Xlint:all",
                "-Werror",
                "-cp",
                engine.toString(),
                "-d",
                directory.toString(),
                file.toString()))
        .isZero();
    final Process run = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            engine + ":" + directory,
            "org.example.Slot")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    final String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).isZero();
    assertThat(printed).isEqualTo(block("text", page));
  }

  private static String block(String kind, String page) {
    final Matcher block =
        Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).as("a block of %s in %s", kind, PAGE).isTrue();
    return block.group(1);
  }
}
