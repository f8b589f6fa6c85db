package org.killpath.engine.runtime;

/**
 * A part of an execution. Each begins and ends with everybody at rest, and so is over when nobody can
 * take a step.
 *
 * @param title as it is printed
 */
public record Part(Kind kind, String title) {
  /** What a part is to whoever runs and judges the execution. */
  public enum Kind {
    /** Comes first and by a fixed schedule; it is not the subject. */
    SET_UP,
    /** What is explored. */
    MAIN,
    /** Follows, and shows what the main part has led to. */
    LATER,
    /** Likewise, and nothing is to be left when it is over. */
    LAST,
    /** No part any more: there is nothing left to begin. */
    END
  }

  /** Comes first. */
  public static final Part SET_UP = new Part(Kind.SET_UP, "set-up");

  /** What is explored. */
  public static final Part MAIN = new Part(Kind.MAIN, "main");

  /** Nothing is left to begin. */
  public static final Part END = new Part(Kind.END, "end");

  /** A part that follows the main one. */
  public static Part later(String title) {
    return new Part(Kind.LATER, title);
  }

  /** The part after which nothing is to be left. */
  public static Part last(String title) {
    return new Part(Kind.LAST, title);
  }

  /** True for what is explored. */
  public boolean isMain() {
    return kind == Kind.MAIN;
  }

  /** True if nothing is to be left when it is over. */
  public boolean isLast() {
    return kind == Kind.LAST;
  }

  @Override
  public String toString() {
    return title;
  }
}
