package org.killpath.lab.campaign.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.lab.campaign.file.BadFile;

/** What was kept is refused when the code that it had to do with is another. */
class OwnClassTest {
  private static final String MINE = """
      package mine;
      public class Mine {
        long number = 1L; double other = 2.5;
        Object[][] many = new Far[1][2];
        int near() { return Near.value(); }
        class Inner {}
      }
      """;
  private static final String NEAR =
      "package mine; class Near { static int value() { return (int) (long) other.Further.of(3); } }";
  private static final String FAR = "package mine; class Far { String name = \"far\"; }";
  private static final String FURTHER =
      "package other; public class Further { public static Long of(long n) { return n; } }";
  private static final String APART = "package mine; class Apart { int nothing; }";

  @TempDir
  private Path directory;

  private static final Map<String, String> SOURCES = Map.of(
      "mine/Mine.java", MINE,
      "mine/Near.java", NEAR,
      "mine/Far.java", FAR,
      "other/Further.java", FURTHER,
      "mine/Apart.java", APART);

  /** The class, with one place of one of the sources replaced. */
  private OwnClass mine(String file, String from, String to) throws IOException {
    final Path classes = Files.createTempDirectory(directory, "classes");
    final String[] arguments = new String[SOURCES.size() + 2];
    arguments[0] = "-d";
    arguments[1] = classes.toString();
    int next = 2;
    for (Map.Entry<String, String> source : SOURCES.entrySet()) {
      final Path path = classes.resolve(source.getKey());
      Files.createDirectories(path.getParent());
      final String text =
          source.getKey().equals(file) ? source.getValue().replace(from, to) : source.getValue();
      Files.writeString(path, text);
      arguments[next++] = path.toString();
    }
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
        .isZero();
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      return OwnClass.of(List.of(loader.loadClass("mine.Mine"))).get(0);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("was compiled", e);
    }
  }

  @Test
  void aChangeOfWhateverItRefersToIsOneOfTheClass() throws IOException {
    final OwnClass before = mine("", "", "");
    assertThat(before.name()).isEqualTo("mine.Mine");
    assertThat(before.sha256()).matches("[0-9a-f]{64}");
    assertThat(mine("", "", "")).isEqualTo(before);
    assertThat(mine("mine/Apart.java", "nothing", "something")).isEqualTo(before);
    assertThat(mine("mine/Mine.java", "2.5", "2.75")).isNotEqualTo(before);
    assertThat(mine("mine/Mine.java", "Inner {}", "Inner { int more; }")).isNotEqualTo(before);
    assertThat(mine("mine/Near.java", "3", "4")).isNotEqualTo(before);
    assertThat(mine("mine/Far.java", "far", "fir")).isNotEqualTo(before);
    assertThat(mine("other/Further.java", "n;", "n + 1;")).isNotEqualTo(before);
  }

  /** Whatever its package is called, or if it has none. */
  @ParameterizedTest
  @ValueSource(strings = {"", "org.", "org.killpath.mine."})
  void whatJavaAndKillpathHaveIsNoneOfIt(String where) throws Exception {
    final Path source = directory.resolve("Plain.java");
    final String home = where.isEmpty() ? "" : "package " + where.replaceFirst("\\.$", ";");
    Files.writeString(
        source,
        home + " class Plain { Object list = new java.util.ArrayList<>();"
            + " Object theirs = org.killpath.lab.campaign.file.BadFile.class; Near near; {"
            + " near = new Near(); } } class Near {}");
    assertThat(ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.toString()))
        .isZero();
    try (var loader = new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, OwnClassTest.class.getClassLoader())) {
      final String folder = where.replace('.', '/');
      assertThat(Closure.of(loader.loadClass(where + "Plain")).keySet())
          .containsExactly(folder + "Near", folder + "Plain");
    }
  }

  @Test
  void aClassWithoutAFileCannotBeToldFromAnother() {
    final Runnable none = () -> {};
    assertThatThrownBy(() -> OwnClass.of(List.of(none.getClass())))
        .isInstanceOf(BadFile.class)
        .hasMessageStartingWith("what depends on " + none.getClass().getName())
        .hasMessageEndingWith("its code cannot be read: it comes from no class file");
  }

  @Test
  void theFirstDifferenceIsSaid() {
    final OwnClass one = new OwnClass("mine.One", "00");
    final OwnClass two = new OwnClass("mine.Two", "00");
    assertThat(OwnClass.difference(List.of(one, two), List.of(one, two))).isEmpty();
    assertThat(OwnClass.difference(List.of(one, two), List.of(one, new OwnClass("mine.Two", "01"))))
        .contains("the class mine.Two was another one then");
    assertThat(OwnClass.difference(List.of(one, two), List.of(one)))
        .contains("the class mine.Two had to do with it, and has not now");
    assertThat(OwnClass.difference(List.of(one), List.of(one, two)))
        .contains("the class mine.Two had nothing to do with it");
    assertThat(OwnClass.lost(List.of(one), List.of(one, two))).isEmpty();
  }
}
