package org.killpath.lab.campaign.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The code that a class comes with: its own, and that of each class which one of them refers to, but for
 * what belongs to Java or to killpath. Classes that are only known by a name in a text are not among
 * them.
 */
final class Closure {
  private static final String OURS = "org/killpath/";

  private final String home;
  private final ClassLoader loader;
  private final Map<String, byte[]> code = new TreeMap<>();
  private final Set<String> met = new HashSet<>();
  private final Deque<String> left = new ArrayDeque<>();

  private Closure(String name, ClassLoader loader) {
    this.home = packageOf(name);
    this.loader = loader;
    meet(name);
  }

  /**
   * The class files by the names of their classes, and in the order of these.
   *
   * @throws IOException if one is nowhere, or is none
   */
  static Map<String, byte[]> of(Class<?> root) throws IOException {
    final String name = root.getName().replace('.', '/');
    final Closure closure = new Closure(
        name,
        Optional.ofNullable(root.getClassLoader()).orElse(ClassLoader.getSystemClassLoader()));
    while (!closure.left.isEmpty()) {
      closure.read(closure.left.pop());
    }
    if (!closure.code.containsKey(name)) {
      throw new FileNotFoundException("it comes from no class file");
    }
    return closure.code;
  }

  private void meet(String name) {
    if (met.add(name)) {
      left.push(name);
    }
  }

  private void read(String name) throws IOException {
    final Optional<URL> found = Optional.ofNullable(loader.getResource(name + ".class"));
    if (found.isEmpty() || found.get().getProtocol().equals("jrt") || isOurs(name)) {
      return; // what is not there now may be optional, and is told from what is there
    }
    final URLConnection connection = found.get().openConnection();
    connection.setUseCaches(false); // the file may have been replaced
    final byte[] bytes;
    try (InputStream stream = connection.getInputStream()) {
      bytes = stream.readAllBytes();
    }
    code.put(name, bytes);
    references(bytes).forEach(this::meet);
  }

  private boolean isOurs(String name) {
    return name.startsWith(OURS) && !packageOf(name).equals(home);
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** The classes in the constant pool of a class file (The Java Virtual Machine Specification, 4.4). */
  private static List<String> references(byte[] classFile) throws IOException {
    final DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.readInt(); // its mark
    in.readInt(); // its version
    final int count = in.readUnsignedShort();
    final String[] texts = new String[count];
    final List<Integer> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      final int kind = in.readUnsignedByte();
      switch (kind) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // takes two places
        }
        default -> throw new IOException("it has a constant of an unknown kind, " + kind);
      }
    }
    return classes.stream().map(index -> element(texts[index])).toList();
  }

  /** Of an array the class of what is in it. */
  private static String element(String name) {
    return name.startsWith("[") ? name.replaceAll("^\\[+L?|;$", "") : name;
  }
}
