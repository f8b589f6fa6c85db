package org.killpath.app.cli.option;

/**
 * Writes a command's result in the form and to the place that the user asked for.
 *
 * @param <R> the result
 */
public final class Printer<R> {
  private final Forms.Form<R> form;
  private final int width;
  private final OutputOptions.Destination destination;

  Printer(Forms.Form<R> form, int width, OutputOptions.Destination destination) {
    this.form = form;
    this.width = width;
    this.destination = destination;
  }

  public void print(R result) {
    destination.write(form.rendering().of(result, width));
  }

  /** Does the result itself say what else there is to know, such as that a run was cut short? */
  public boolean saysAll() {
    return form.saysAll();
  }
}
