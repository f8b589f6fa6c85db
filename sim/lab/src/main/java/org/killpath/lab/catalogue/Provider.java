package org.killpath.lab.catalogue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Somebody who provides designs or orderings, whose answers are looked at before they are used.
 *
 * @param name as messages name it: what it provides, and its class
 */
record Provider<T>(String name, T service) {

  /**
   * All that are named on the class path, in the order in which they are found.
   *
   * @param what one of them is called in messages
   * @throws BadProvider if one cannot be made
   */
  static <T> List<Provider<T>> all(Class<T> type, String what) {
    final List<Provider<T>> found = new ArrayList<>();
    try {
      final Iterator<T> services = ServiceLoader.load(type).iterator();
      while (services.hasNext()) {
        final T service = services.next();
        found.add(new Provider<>(what + " " + service.getClass().getName(), service));
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BadProvider(what + " on the class path cannot be loaded: " + e.getMessage()
          + Optional.ofNullable(e.getCause()).map(cause -> ": " + cause).orElse(""));
    }
    return found;
  }

  /**
   * What {@code method} answers.
   *
   * @throws BadProvider if it fails, or answers null
   */
  <A> A ask(String method, Supplier<A> question) {
    final Optional<A> answer;
    try {
      answer = Optional.ofNullable(question.get());
    } catch (RuntimeException | LinkageError e) {
      throw new BadProvider(name + ": " + method + " fails: " + e);
    }
    return answer.orElseThrow(() -> new BadProvider(name + ": " + method + " gives nothing"));
  }

  /** What {@code method} answers, a line of text with something in it. */
  String line(String method, Supplier<String> question) {
    final String line = ask(method, question);
    if (line.isBlank() || line.codePoints().anyMatch(Character::isISOControl)) {
      throw new BadProvider(name + ": " + method + " is not one line of text: '" + line + "'");
    }
    return line;
  }
}
