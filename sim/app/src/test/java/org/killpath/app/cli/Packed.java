package org.killpath.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The program for processes of their own: all that is on the class path, in jars, and an archive of
 * its classes (CDS), which spares each process two fifths of what its beginning costs.
 */
final class Packed {
  /** Given to whoever makes the archive, and to whoever uses it. */
  private static final String QUICKLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ";

  /** Loads most of what any command needs. */
  private static final String[] TYPICAL = {
    "table", "--scenarios", "C,D1", "--designs", "upstream", "--schedules", "5"
  };

  private static final Packed ONCE = new Packed();

  private final String classPath;
  private final Path archive;

  private Packed() {
    try {
      final Path directory = Files.createTempDirectory("killpath-packed");
      classPath = inJars(directory);
      archive = directory.resolve("classes.jsa");
      final List<String> command = new ArrayList<>(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:ArchiveClassesAtExit=" + archive,
          "-cp",
          classPath));
      command.addAll(1, List.of(QUICKLY.strip().split(" ", -1)));
      command.add(Main.class.getName());
      command.addAll(List.of(TYPICAL));
      final int status = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("said").toFile())
          .start()
          .waitFor();
      if (status != 0) {
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
    return QUICKLY + "-XX:SharedArchiveFile='" + ONCE.archive + "' ";
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
