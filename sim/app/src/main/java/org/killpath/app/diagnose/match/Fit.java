package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.List;

/**
 * How well something of a log and something of the model go together. Points order candidates and
 * mean nothing else.
 */
final class Fit {
  private int points;
  private boolean impossible;
  private final List<String> agreements = new ArrayList<>();
  private final List<String> objections = new ArrayList<>();

  Fit agree(int weight, String what) {
    points += weight;
    agreements.add(what);
    return this;
  }

  Fit object(int weight, String what) {
    points -= weight;
    objections.add(what);
    return this;
  }

  /** It cannot be the same thing. */
  Fit exclude() {
    impossible = true;
    return this;
  }

  /** Takes over what another fit says. */
  Fit and(Fit other) {
    points += other.points;
    impossible |= other.impossible;
    agreements.addAll(other.agreements);
    objections.addAll(other.objections);
    return this;
  }

  int points() {
    return points;
  }

  boolean isImpossible() {
    return impossible;
  }

  List<String> agreements() {
    return List.copyOf(agreements);
  }

  List<String> objections() {
    return List.copyOf(objections);
  }
}
