package org.killpath.lab.scenario;

/** What follows the ordering, each part when the world is quiescent. */
public enum Phase {
  PACKET("one more packet"),
  SERVED("page served"),
  CLOSED("last close");

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
