package org.killpath.lab.ordering;

/**
 * Where something stands in the text of a script.
 *
 * @param file as messages name it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {
  /** As in messages: {@code C.yaml:12:5}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }

  /** The file and the line. */
  public String inShort() {
    return file + ":" + line;
  }
}
