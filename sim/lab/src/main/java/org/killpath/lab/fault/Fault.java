package org.killpath.lab.fault;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.ordering.yaml.ScriptFile;
import org.killpath.lab.scenario.Scenario;

/**
 * One fault: where, on what, and how the group dies meanwhile.
 *
 * @param spot what is missing
 * @param backed what its page lies on
 * @param death how the group dies
 */
public record Fault(Spot spot, Backed backed, Death death) {
  /** Its ordering's id. */
  public String id() {
    return place() + "-" + word(backed) + "-" + word(death);
  }

  /** Its device and its place on that, with which its id begins. */
  public String place() {
    return spot.driver() + "-" + spot.id();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its ordering as a file's text, which any command takes that takes orderings from files. */
  public String text() {
    return new FaultText(this).text();
  }

  /** Its ordering. */
  public Scenario scenario() {
    return ScenarioCatalogue.of(
            ScriptFile.read(id() + ".yaml", text().getBytes(StandardCharsets.UTF_8)))
        .get(0);
  }
}
