package org.killpath.lab.table;

import java.util.List;
import java.util.Optional;

/** One thing that a {@link Document} says. Each form renders each kind in one place. */
public sealed interface Piece {

  /** Something to know before reading on, such as that a run was cut short. */
  record Warning(String words) implements Piece {}

  /** The title of what follows. */
  record Heading(String words) implements Piece {}

  /**
   * Sentences.
   *
   * @param whole is it one line of text, however narrow the terminal is?
   */
  record Paragraph(String words, boolean whole) implements Piece {}

  /**
   * A table.
   *
   * @param preface words before it, which {@code text} says itself
   * @param text how it looks where there are letters only
   */
  record Table(Grid grid, Optional<String> preface, TextForm text) implements Piece {
    public Table(Grid grid) {
      this(grid, new TextGrid(grid)::render);
    }

    public Table(Grid grid, TextForm text) {
      this(grid, Optional.empty(), text);
    }
  }

  /** What a table looks like as text. */
  @FunctionalInterface
  interface TextForm {
    /** Lines that are about {@code width} wide at most, each with its end. */
    String render(int width);
  }

  /**
   * One of several remarks.
   *
   * @param whole is it one line of text, however narrow the terminal is?
   */
  record Note(String words, boolean whole) implements Piece {}

  /**
   * A word that the document uses, and what it means.
   *
   * @param literal is it what the program prints, letter by letter?
   * @param details what there is to say for each place where it is used
   */
  record Term(String term, String meaning, boolean literal, List<String> details) implements Piece {
    public Term {
      details = List.copyOf(details);
    }
  }

  /** A title with names, and nothing to say of each. */
  record Names(String title, List<String> names) implements Piece {
    public Names {
      names = List.copyOf(names);
    }
  }

  /**
   * One thing with all that is known of it.
   *
   * @param level how deep it stands in the document: 2 at the top, 3 below
   * @param headline the gist
   */
  record Entry(String title, int level, Optional<String> headline, List<Item> items)
      implements Piece {
    public Entry {
      items = List.copyOf(items);
    }
  }

  /** One thing that an {@link Entry} says. */
  sealed interface Item {

    /** A sentence. */
    record Remark(String words) implements Item {}

    /** A line that is never broken; {@code depth} is 0, or 1 for what belongs to the line above. */
    record Line(String words, int depth) implements Item {}

    /** Lines with a name; spaces before a line say how far it is indented. */
    record Labelled(String label, List<String> lines) implements Item {
      public Labelled {
        lines = List.copyOf(lines);
      }
    }

    /** What to type to see it again, and a remark. */
    record Token(String token, String words) implements Item {}
  }
}
