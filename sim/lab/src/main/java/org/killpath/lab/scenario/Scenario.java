package org.killpath.lab.scenario;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

/**
 * One teardown ordering: a row of the outcome table. Made by {@link #vsock}, {@link #scsi} or
 * {@link #net}, whose scripts get a scene with a device of that kind.
 *
 * @param id as in tables and on the command line
 * @param form staged or raced
 * @param story what happens, in a sentence
 * @param actors the two roles that race; further ones run beside them
 * @param packetAfterwards if the world completes, is one more host packet sent to the device?
 * @param script puts the actors into a new scene
 * @param digest of the text that it was read from, if that is a file of the user's
 */
public record Scenario(
    String id,
    Form form,
    String story,
    Actors actors,
    boolean packetAfterwards,
    Script<?> script,
    Optional<String> digest) {
  /** Stands between the id and the digest of a text. */
  public static final String DIGEST = "~";

  private static final int SHORT = 12;

  public Scenario {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(story, "story");
    Objects.requireNonNull(actors, "actors");
    Objects.requireNonNull(script, "script");
    Objects.requireNonNull(digest, "digest");
  }

  /** How the actors keep together. */
  public enum Form {
    /** Each step waits for the state it needs. */
    STAGED,
    /** Nobody waits for anybody. */
    RACED
  }

  /**
   * The roles of the two tasks that a two-actor test plays on threads of its own. The script makes
   * a task of each.
   */
  public record Actors(String first, String second) {}

  /** An ordering on vhost-vsock. */
  public static Scenario vsock(
      String id,
      Form form,
      String story,
      Actors actors,
      boolean packetAfterwards,
      Consumer<Scene<VsockDevice>> script) {
    return of(id, form, story, actors, packetAfterwards, Script.vsock(script));
  }

  /** An ordering on vhost-scsi. */
  public static Scenario scsi(
      String id,
      Form form,
      String story,
      Actors actors,
      boolean packetAfterwards,
      Consumer<Scene<ScsiDevice>> script) {
    return of(id, form, story, actors, packetAfterwards, Script.scsi(script));
  }

  /** An ordering on vhost-net. */
  public static Scenario net(
      String id,
      Form form,
      String story,
      Actors actors,
      boolean packetAfterwards,
      Consumer<Scene<NetDevice>> script) {
    return of(id, form, story, actors, packetAfterwards, Script.net(script));
  }

  private static Scenario of(
      String id,
      Form form,
      String story,
      Actors actors,
      boolean packetAfterwards,
      Script<?> script) {
    return new Scenario(id, form, story, actors, packetAfterwards, script, Optional.empty());
  }

  /** The same, read from a file of the user's whose text has this digest. */
  public Scenario readFrom(String digest) {
    return new Scenario(id, form, story, actors, packetAfterwards, script, Optional.of(digest));
  }

  /**
   * What it is called wherever it is to be found again: its id, and behind that, if it was read from
   * a file, where the digest of the text begins. Two texts with the same id are not the same.
   */
  public String key() {
    return digest
        .map(text -> id + DIGEST + text.substring(0, Math.min(SHORT, text.length())))
        .orElse(id);
  }

  /** Who has to do with it: its script is asked, and nothing is run. */
  public Casting casting() {
    return Casting.of(this);
  }

  /** On which driver. */
  public Device.Kind device() {
    return script.kind();
  }

  /** The same actors without the staging. */
  public Scenario racedTwin() {
    return new Scenario(
        "raced-" + id, Form.RACED, "raced twin of " + id, actors, packetAfterwards, script, digest);
  }

  public boolean isStaged() {
    return form == Form.STAGED;
  }
}
