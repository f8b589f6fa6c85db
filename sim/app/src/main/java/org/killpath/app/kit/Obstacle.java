package org.killpath.app.kit;

import org.killpath.lab.ordering.Place;

/**
 * What keeps an ordering off a real machine.
 *
 * @param place where it stands in the script
 * @param what a clause such as {@code the page storage can be had in the model alone}
 */
public record Obstacle(Place place, String what) {
  @Override
  public String toString() {
    return place + ": " + what;
  }
}
