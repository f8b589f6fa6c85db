package org.killpath.engine.runtime;

/** The tasks of a world, and the epochs that they had before anything else was looked at. */
final class Sight {
  private final Runner[] runners;
  private final int[] epochs;

  Sight(Runner[] runners) {
    this.runners = runners;
    this.epochs = new int[runners.length];
    for (int i = 0; i < runners.length; i++) {
      epochs[i] = runners[i].epoch;
    }
  }

  int size() {
    return runners.length;
  }

  boolean noneCanGoOn() {
    for (int i = 0; i < runners.length; i++) {
      if (runners[i].canGoOn(epochs[i])) {
        return false;
      }
    }
    return true;
  }

  boolean isUnchanged() {
    for (int i = 0; i < runners.length; i++) {
      if (runners[i].epoch != epochs[i]) {
        return false;
      }
    }
    return true;
  }
}
