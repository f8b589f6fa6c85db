package org.killpath.app.diagnose.log.form;

import java.util.Optional;

/**
 * The text of a message. One that comes again and again is kept, and remembers what it was read as:
 * that is the same each time, and reading it is what takes long. Of one thread at a time.
 */
public final class Message {
  private static final Object[] NOTHING = {};

  private final String text;
  private final Object[] read;

  private Message(String text, Object[] read) {
    this.text = text;
    this.read = read;
  }

  /** One that is read and forgotten. */
  public static Message once(String text) {
    return new Message(text, NOTHING);
  }

  /** One that may come again. */
  public static Message kept(String text) {
    return new Message(text, new Object[Form.PLACES]);
  }

  public String text() {
    return text;
  }

  /** What it says if it is of this form. */
  @SuppressWarnings("unchecked") // whatever stands in a form's place was read by that form
  public <T> Optional<T> as(Form<T> form) {
    if (read.length == 0) {
      return form.reader().apply(text);
    }
    if (read[form.place()] == null) {
      read[form.place()] = form.reader().apply(text);
    }
    return (Optional<T>) read[form.place()];
  }
}
