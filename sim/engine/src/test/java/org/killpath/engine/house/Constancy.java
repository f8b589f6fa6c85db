package org.killpath.engine.house;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges whether a value, and all that is reached from it, stays as it is. For one value each. */
final class Constancy {
  /** The JDK's that cannot change; other names in these packages are not meant. */
  private static final Set<String> CONSTANT = Set.of(
      "java.lang.Boolean",
      "java.lang.Byte",
      "java.lang.Character",
      "java.lang.Class",
      "java.lang.Double",
      "java.lang.Float",
      "java.lang.Integer",
      "java.lang.Long",
      "java.lang.Short",
      "java.lang.String",
      "java.lang.reflect.Constructor",
      "java.lang.reflect.Method",
      "java.math.BigDecimal",
      "java.math.BigInteger",
      "java.net.URI",
      "java.util.HexFormat",
      "java.util.Locale",
      "java.util.OptionalDouble",
      "java.util.OptionalInt",
      "java.util.OptionalLong",
      "java.util.UUID",
      "java.util.regex.Pattern");

  /** Can change, or may for all that can be seen; why it is safe to share stands with each. */
  private static final Map<String, String> SAFE = Map.of(
      "com.fasterxml.jackson.databind.ObjectMapper",
      "set up where it is made, and then made for many threads",
      "com.fasterxml.jackson.databind.json.JsonMapper",
      "set up by its builder, and then made for many threads",
      "org.apache.commons.csv.CSVFormat",
      "cannot change, but has arrays inside",
      "org.killpath.engine.kernel.WorldEnded",
      "an exception without a stack trace, which nothing can be added to");

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What in it can change; empty if nothing can. */
  Optional<String> objection(Object value) {
    final Class<?> type = value.getClass();
    if (!seen.add(value) || isConstant(value) || SAFE.containsKey(type.getName())) {
      return Optional.empty();
    }
    if (type.isArray()) {
      return java.lang.reflect.Array.getLength(value) == 0
          ? Optional.empty()
          : Optional.of("an array that is not empty");
    }
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(this::objection);
    }
    if (isFixed(type) && value instanceof Collection<?> elements) {
      return first(elements.stream());
    }
    if (isFixed(type) && value instanceof Map<?, ?> map) {
      return first(Stream.concat(map.keySet().stream(), map.values().stream()));
    }
    return isReadable(type) ? fields(value) : Optional.of("a " + type.getName());
  }

  private static boolean isConstant(Object value) {
    final Class<?> type = value.getClass();
    return CONSTANT.contains(type.getName())
        || value instanceof java.nio.file.Path
        || value instanceof java.nio.charset.Charset
        || value instanceof java.lang.invoke.MethodHandle
        || value instanceof java.lang.invoke.VarHandle
        || value instanceof java.lang.management.PlatformManagedObject
        || type.getPackageName().startsWith("java.time")
        || (isOfJdk(type) && value instanceof Enum<?>)
        || isLibrary(value)
        || isComparator(value);
  }

  /** A native library that JNA has loaded. */
  private static boolean isLibrary(Object value) {
    return Proxy.isProxyClass(value.getClass())
        && Stream.of(value.getClass().getInterfaces())
            .flatMap(face -> Stream.of(face.getInterfaces()))
            .anyMatch(face -> face.getName().equals("com.sun.jna.Library"));
  }

  /** Those of the JDK hold nothing but functions and each other. */
  private static boolean isComparator(Object value) {
    return value instanceof java.util.Comparator<?> && isOfJdk(value.getClass());
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getClassLoader() == null;
  }

  /** Collections that throw when somebody changes them. */
  private static boolean isFixed(Class<?> type) {
    return type.getName().startsWith("java.util.ImmutableCollections$")
        || type.getName().matches("java\\.util\\.Collections\\$(Unmodifiable|Empty|Singleton).*");
  }

  /** Ours, lambdas included, which keep in fields what they have captured. */
  private static boolean isReadable(Class<?> type) {
    return type.getPackageName().startsWith(Storey.ROOT);
  }

  private Optional<String> fields(Object value) {
    for (Class<?> type = value.getClass(); !isEnd(type); type = type.getSuperclass()) {
      if (!isReadable(type)) {
        return Optional.of("a " + type.getName());
      }
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          final Optional<String> objection = objection(field, value);
          if (objection.isPresent()) {
            return objection.map(why ->
                "a " + value.getClass().getName() + ", whose " + field.getName() + " is " + why);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isEnd(Class<?> type) {
    return type == Object.class || type == Record.class || type == Enum.class;
  }

  private Optional<String> objection(Field field, Object owner) {
    if (!Modifier.isFinal(field.getModifiers())) {
      return Optional.of("not final");
    }
    try {
      field.setAccessible(true);
      final Object value = field.get(owner);
      return value == null || field.getType().isPrimitive() ? Optional.empty() : objection(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<String> first(Stream<?> values) {
    return values.flatMap(value -> objection((Object) value).stream()).findFirst();
  }
}
