package org.killpath.lab.campaign.code;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.killpath.lab.campaign.file.BadFile;

/**
 * A class of somebody else's, which provides an ordering, a design or a strategy, as it was when
 * something was kept that it had to do with. Compiled by another compiler it is another one.
 *
 * @param name of the class
 * @param sha256 of it and of all classes that it refers to, in hexadecimal
 */
public record OwnClass(String name, String sha256) {
  public OwnClass {
    Objects.requireNonNull(name);
    Objects.requireNonNull(sha256);
  }

  /**
   * Those of {@code classes} in the order of their names, each once.
   *
   * @throws BadFile if the code of one cannot be read: it could not be told from another
   */
  public static List<OwnClass> of(Collection<Class<?>> classes) {
    return classes.stream()
        .distinct()
        .sorted(Comparator.comparing(Class::getName))
        .map(OwnClass::of)
        .toList();
  }

  private static OwnClass of(Class<?> own) {
    try {
      return new OwnClass(own.getName(), digest(Closure.of(own)));
    } catch (IOException e) {
      throw new BadFile("what depends on " + own.getName()
          + " cannot be kept, since its code cannot be read: " + e.getMessage());
    }
  }

  private static String digest(Map<String, byte[]> code) {
    try {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      code.values().forEach(digest::update); // each says its length by what is in it
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has it", e);
    }
  }

  /** Which of {@code kept} is not the same {@code now}, and why; nothing if all are. */
  public static Optional<String> lost(List<OwnClass> kept, List<OwnClass> now) {
    return kept.stream()
        .filter(each -> !now.contains(each))
        .findFirst()
        .map(each -> now.stream().anyMatch(other -> other.name.equals(each.name))
            ? "the class " + each.name + " was another one then"
            : "the class " + each.name + " had to do with it, and has not now");
  }

  /** In what {@code now} is another list than {@code kept}; nothing if it is the same. */
  public static Optional<String> difference(List<OwnClass> kept, List<OwnClass> now) {
    return lost(kept, now)
        .or(() -> now.stream()
            .filter(each -> !kept.contains(each))
            .findFirst()
            .map(each -> "the class " + each.name + " had nothing to do with it"));
  }
}
