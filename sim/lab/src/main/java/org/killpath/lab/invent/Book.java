package org.killpath.lab.invent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of cells, so that none is measured twice. */
public final class Book {
  /** One cell, and how it was explored. */
  public record Entry(String scenario, String design, String strategy, long schedules) {}

  private final Map<Entry, Mark> marks = new LinkedHashMap<>();

  Optional<Mark> find(Entry entry) {
    return Optional.ofNullable(marks.get(entry));
  }

  public void add(Entry entry, Mark mark) {
    marks.put(entry, mark);
  }

  public Map<Entry, Mark> entries() {
    return Collections.unmodifiableMap(marks);
  }
}
