package org.killpath.app.cli.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.killpath.lab.table.Document;

/**
 * The forms in which a command writes its result, each with the way that is done: all that there is
 * to say about forms, in one place for each command. Never changes; each method returns a new list.
 *
 * @param <R> the result
 */
public final class Forms<R> {
  public static final String TEXT = "text";

  /** Writes a result. */
  @FunctionalInterface
  interface Rendering<R> {
    /** With {@code width} columns for text. */
    String of(R result, int width);
  }

  /**
   * One form.
   *
   * @param shown is it named where the user may choose?
   * @param saysAll do people read it, so that it says what else there is to know of the run?
   */
  record Form<R>(Rendering<R> rendering, boolean shown, boolean saysAll) {}

  private final String what;
  private final Map<String, Form<R>> forms;

  private Forms(String what, Map<String, Form<R>> forms) {
    this.what = what;
    this.forms = forms;
  }

  /** No form yet of {@code what} a command writes. */
  public static <R> Forms<R> of(String what) {
    return new Forms<>(what, Map.of());
  }

  private Forms<R> and(String name, Form<R> form) {
    final Map<String, Form<R>> more = new LinkedHashMap<>(forms);
    more.put(name, form);
    return new Forms<>(what, Collections.unmodifiableMap(more));
  }

  /** What a document gives: text and Markdown. */
  public Forms<R> document(Function<R, Document> document) {
    return and(TEXT, new Form<>((result, width) -> document.apply(result).text(width), true, true))
        .and(
            "markdown",
            new Form<>((result, width) -> document.apply(result).markdown(), true, true));
  }

  /** Text that is not a document's, with the width it may have. */
  public Forms<R> text(BiFunction<R, Integer, String> rendering) {
    return and(TEXT, new Form<>(rendering::apply, true, true));
  }

  /** Words for people, by the name of the form. */
  public Forms<R> prose(String name, Function<R, String> rendering) {
    return and(name, new Form<>((result, width) -> rendering.apply(result), true, true));
  }

  /** One more form, by its name. */
  public Forms<R> with(String name, Function<R, String> rendering) {
    return and(name, new Form<>((result, width) -> rendering.apply(result), true, false));
  }

  /** A form for those who work on the program. */
  public Forms<R> hidden(String name, Function<R, String> rendering) {
    return and(name, new Form<>((result, width) -> rendering.apply(result), false, false));
  }

  /** What the user may choose from. */
  List<String> names() {
    return forms.keySet().stream().filter(name -> forms.get(name).shown()).toList();
  }

  /**
   * The form called {@code name}.
   *
   * @throws BadInput if there is none, saying which ones there are
   */
  Form<R> named(String name) {
    final Form<R> form = forms.get(name);
    if (form == null) {
      throw new BadInput(
          "there is no " + name + " of " + what + "; choose from " + String.join(", ", names()));
    }
    return form;
  }
}
