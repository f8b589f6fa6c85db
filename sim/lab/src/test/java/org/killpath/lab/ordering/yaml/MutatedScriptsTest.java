package org.killpath.lab.ordering.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.ordering.BadScript;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.VhostWorld;
import org.killpath.lab.scenario.script.Scripted;

/**
 * Scripts, changed at random: refused in one line with a place, or an ordering of which a world can be
 * made. With {@code -Dmutations=1000000} as often as one likes.
 */
class MutatedScriptsTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 10_000);
  private static final List<String> SPLICES = List.of(
      "&a ",
      "*a",
      "!!int ",
      "? ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      ": ",
      "\n",
      "\n  ",
      "|\n",
      "'",
      "\"",
      "# ",
      "---\n",
      "%YAML 1.1\n",
      "0",
      "-1",
      "99999999999999999999",
      "true",
      "~",
      "\u0000",
      "\u202e",
      "\ud83d\ude00",
      "repeat: {count: 100, steps: [start, start]}",
      "only: model");

  private final SplittableRandom random = new SplittableRandom(23);

  private static List<byte[]> originals() {
    return ScenarioCatalogue.all().scenarios().stream()
        .map(Scenario::id)
        .filter(id -> !id.startsWith("raced-"))
        .map(id -> ScenarioCatalogue.ownText(id).orElseThrow())
        .toList();
  }

  @Test
  void whatWasChangedIsRefusedInOneLineOrCanBePlayed() {
    final List<byte[]> originals = originals();
    int played = 0;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] text = originals.get(random.nextInt(originals.size()));
        for (int change = random.nextInt(3); change >= 0; change--) {
          text = mutated(text);
        }
        try {
          play(ScriptFile.read("my.yaml", text), controlled);
          played++;
        } catch (BadScript e) {
          assertThat(e.getMessage()).hasLineCount(1).matches("my\\.yaml:\\d+:\\d+: found .+");
        }
      }
    }
    assertThat(played).as("some changes do not matter").isBetween(MUTATIONS / 100, MUTATIONS / 2);
  }

  /** A world is made of it: every name in it stands for something. */
  private static void play(OrderingScript script, Controlled controlled) {
    controlled.begin(ready -> 0, StepObserver.NONE);
    final VhostWorld world = new VhostWorld(controlled, Scripted.scenario(script), new Upstream());
    assertThat(world.kernel().tasks())
        .hasSizeGreaterThanOrEqualTo(script.tasks().size());
    controlled.end();
  }

  private byte[] mutated(byte[] text) {
    if (text.length == 0) {
      return text;
    }
    final int at = random.nextInt(text.length);
    return switch (random.nextInt(5)) {
      case 0 -> {
        final byte[] changed = text.clone();
        changed[at] = (byte) random.nextInt();
        yield changed;
      }
      case 1 -> Arrays.copyOf(text, at);
      case 2 -> withoutALine(text);
      case 3 -> spliced(text, at, SPLICES.get(random.nextInt(SPLICES.size())));
      default -> {
        final int from = random.nextInt(text.length);
        final int length = Math.min(random.nextInt(1, 40), text.length - from);
        yield spliced(text, at, new String(text, from, length, StandardCharsets.UTF_8));
      }
    };
  }

  private byte[] withoutALine(byte[] text) {
    final String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
    lines[random.nextInt(lines.length)] = "";
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] text, int at, String splice) {
    return (new String(text, 0, at, StandardCharsets.UTF_8)
            + splice
            + new String(text, at, text.length - at, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }
}
