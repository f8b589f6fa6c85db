package org.killpath.lab.scenario;

import java.util.function.Consumer;
import org.killpath.lab.vhost.device.Device;

/**
 * One teardown ordering: a row of the outcome table.
 *
 * @param id as in tables and on the command line
 * @param form staged or raced
 * @param device on which driver
 * @param story what happens, in a sentence
 * @param actors the two roles that race; further ones run beside them
 * @param packetAfterwards if the world completes, is one more host packet sent to the device?
 * @param script puts the actors into a new world
 */
public record Scenario(
    String id,
    Form form,
    Device.Kind device,
    String story,
    Actors actors,
    boolean packetAfterwards,
    Consumer<World> script) {

  /** How the actors keep together. */
  public enum Form {
    /** Each step waits for the state it needs. */
    STAGED,
    /** Nobody waits for anybody. */
    RACED
  }

  /** The roles of the two tasks that a two-actor test plays on threads of its own. */
  public record Actors(String first, String second) {}

  /** The same actors without the staging. */
  Scenario raced(String racedId, String racedStory) {
    return new Scenario(racedId, Form.RACED, device, racedStory, actors, packetAfterwards, script);
  }

  public boolean isStaged() {
    return form == Form.STAGED;
  }
}
