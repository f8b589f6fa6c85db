package org.killpath.app.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a command line came to, run by a shell in a process of its own. */
record Launched(int status, String out, String err) {
  private static final long MOST_SECONDS = 100;

  /** A command for a shell: the virtual machine with these options, and the main class. */
  static String killpath(String... options) {
    return java(Packed.classPath(), options);
  }

  /** Likewise, with {@code classes} on the class path besides. */
  static String killpath(Path classes) {
    return java(Packed.classPath() + File.pathSeparator + classes);
  }

  private static String java(String classPath, String... options) {
    return "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' "
        + String.join(" ", options) + " " + Packed.options() + "-cp '" + classPath + "' "
        + Main.class.getName() + " ";
  }

  /** Runs {@code script}, with files for its output in {@code directory}, where it is run, too. */
  static Launched of(Path directory, String script) throws IOException, InterruptedException {
    final Path out = Files.createTempFile(directory, "out", "");
    final Path err = Files.createTempFile(directory, "err", "");
    final Process process = new ProcessBuilder("sh", "-c", script)
        .directory(directory.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("does not come to an end: " + script);
      }
      return new Launched(process.exitValue(), text(out), text(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
