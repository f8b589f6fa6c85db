package org.killpath.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The program for processes of their own: all that is on the class path, in jars, and an archive of
 * its classes (CDS), which spares each process two fifths of what its beginning costs.
 */
final class Packed {
  /**
   * Given to whoever makes the archive, and to whoever uses it. The opened package stands in the
   * manifest of killpath.jar, for virtual threads on the thread that drives them; JDK 25 says that its
   * own archive is of less use then.
   */
  private static final List<String> QUICKLY = List.of(
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "-Xlog:cds=off");

  /** Loads most of what any command needs. */
  private static final List<String> TYPICAL =
      List.of("table", "--scenarios", "C,D1", "--designs", "upstream", "--schedules", "5");

  private static final long MOST_SECONDS = 100;

  private static final Packed ONCE = new Packed();

  private final String classPath;
  private final Path archive;

  private Packed() {
    try {
      final Path directory = Files.createTempDirectory("killpath-packed");
      classPath = inJars(directory);
      archive = directory.resolve("classes.jsa");
      final List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(QUICKLY);
      command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath));
      command.add(Main.class.getName());
      command.addAll(TYPICAL);
      final Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("said").toFile())
          .start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(Files.readString(directory.resolve("said")));
      }
      deleteAtExit(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What stands before {@code -cp}: options that make a short life short. */
  static String options() {
    return String.join(" ", QUICKLY) + " -XX:SharedArchiveFile='" + ONCE.archive + "' ";
  }

  /** What stands behind it. More may follow behind a colon. */
  static String classPath() {
    return ONCE.classPath;
  }

  /** Directories become jars, for no archive has classes from directories. */
  private static String inJars(Path directory) throws IOException {
    final List<String> packed = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(entry))) {
        final Path jar = directory.resolve(packed.size() + ".jar");
        pack(Path.of(entry), jar);
        packed.add(jar.toString());
      } else {
        packed.add(entry);
      }
    }
    return String.join(File.pathSeparator, packed);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (Stream<Path> files = Files.walk(classes);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(0);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, zip);
      }
    }
  }

  private static void deleteAtExit(Path directory) throws IOException {
    directory.toFile().deleteOnExit();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> file.toFile().deleteOnExit());
    }
  }
}
