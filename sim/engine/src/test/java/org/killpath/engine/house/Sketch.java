package org.killpath.engine.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A module of a few small classes that is made for one test. */
final class Sketch {
  private Sketch() {}

  /**
   * Builds it in {@code folder}.
   *
   * @param bodies the source of each class, by its name below the root
   */
  static Storey in(Path folder, Map<String, String> bodies) throws IOException {
    final Path sources = Files.createDirectories(folder.resolve("sources"));
    final Path classes = Files.createDirectories(folder.resolve("classes"));
    bodies.forEach((name, body) -> write(sources, "org.killpath." + name, body));
    final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      final Storey built = Storey.of(classes, sources, loader(classes));
      assertThat(compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-d",
                      classes.toString(),
                      "-classpath",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(built.sourceFiles()))
              .call())
          .isTrue();
    }
    return Storey.of(classes, sources, loader(classes));
  }

  private static void write(Path sources, String name, String body) {
    final Path file = sources.resolve(name.replace('.', '/') + ".java");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "package " + name.replaceAll("\\.\\w+$", "") + ";\n" + body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassLoader loader(Path classes) throws MalformedURLException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Sketch.class.getClassLoader());
  }
}
