package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the manual that somebody follows word for word, in a directory of theirs: its classes are
 * written to where their packages say, its orderings to files of their own, and its commands are run by a shell, in children of this JVM.
 * Only the jar's place is another: what is on this class path stands for it.
 */
final class FollowedPage {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
  private static final Pattern COMMANDS = Pattern.compile("```\n(\\$ .*?)```", Pattern.DOTALL);
  private static final Pattern ORDERING =
      Pattern.compile("```yaml\n(ordering: ([\\w-]+)\n.*?)```", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("kp\\d+\\.[\\w~-]+\\.[\\w-]+\\.[\\w-]+");
  private static final String JAR = "sim/target/killpath.jar";
  private static final String STARTED = "java -jar " + JAR;
  private static final String QUICKLY = "-XX:TieredStopAtLevel=1";

  /** What a command came to. */
  record Done(String command, int status, List<String> out, String err) {}

  private final Path directory;
  private final List<Done> done = new ArrayList<>();

  private FollowedPage(Path directory) {
    this.directory = directory;
  }

  /** Every command succeeds, and prints what the page shows where it shows anything. */
  static FollowedPage toTheEnd(String page, Path directory)
      throws IOException, InterruptedException {
    final String text = Files.readString(Manual.page(page));
    final FollowedPage followed = new FollowedPage(directory);
    final Matcher java = JAVA.matcher(text);
    while (java.find()) {
      followed.write(java.group(1));
    }
    writeOrderings(text, directory);
    final Matcher commands = COMMANDS.matcher(text);
    while (commands.find()) {
      for (String command : commands.group(1).substring(2).split("\n\\$ ", -1)) {
        followed.type(command);
      }
    }
    assertThat(followed.done).hasSizeGreaterThan(3);
    return followed;
  }

  /** Each ordering that stands there in full goes into a file that is called after it. */
  static void writeOrderings(String text, Path directory) throws IOException {
    final Matcher orderings = ORDERING.matcher(text);
    while (orderings.find()) {
      Files.writeString(directory.resolve(orderings.group(2) + ".yaml"), orderings.group(1));
    }
  }

  private void write(String source) throws IOException {
    final Path folder =
        Files.createDirectories(directory.resolve(first(PACKAGE, source).replace('.', '/')));
    Files.writeString(folder.resolve(first(CLASS, source) + ".java"), source);
  }

  private static String first(Pattern pattern, String text) {
    final Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  /** A command in its first line, and below it what the page says that it prints. */
  private void type(String shown) throws IOException, InterruptedException {
    final List<String> lines = shown.lines().toList();
    final Done last = run(lines.get(0).replace("TOKEN", lastToken()));
    done.add(last);
    assertThat(last.status()).as(last.command() + "\n" + last.err()).isZero();
    if (lines.size() > 1) {
      assertThat(last.out()).as(last.command()).isEqualTo(lines.subList(1, lines.size()));
    }
  }

  private String lastToken() {
    return done.stream()
        .flatMap(command -> TOKEN.matcher(String.join("\n", command.out())).results())
        .reduce((before, after) -> after)
        .map(found -> found.group())
        .orElse("TOKEN");
  }

  /** Runs {@code command} as a shell would in the reader's directory. */
  Done run(String command) throws IOException, InterruptedException {
    final Path err = Files.createTempFile(directory, "err", ".txt");
    final String classPath = "'" + Packed.classPath() + "'";
    final ProcessBuilder shell = new ProcessBuilder("sh", "-c", typed(command, classPath))
        .directory(directory.toFile())
        .redirectError(err.toFile());
    final Path bin = Path.of(System.getProperty("java.home"), "bin");
    shell.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
    final Process process = shell.start();
    final List<String> out;
    try (var reader = process.inputReader()) {
      out = reader.lines().toList();
    }
    return new Done(command, process.waitFor(), out, Files.readString(err));
  }

  /** The jar is replaced; and what runs for a second each is not compiled as if it ran for long. */
  private static String typed(String command, String classPath) {
    return command
        .replaceAll("\\bjavac ", "javac -J" + QUICKLY + " -J-XX:+UseSerialGC ")
        .replace(STARTED, "java -cp " + classPath + " " + Main.class.getName())
        .replaceAll("\\bjava (?=-cp )", "java " + Packed.options())
        .replace(JAR, classPath);
  }

  /** What the last command whose line contains {@code word} came to. */
  Done lastWith(String word) {
    return done.stream()
        .filter(command -> command.command().contains(word))
        .reduce((before, after) -> after)
        .orElseThrow();
  }
}
