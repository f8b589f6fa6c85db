package org.killpath.engine.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules that every module of the project keeps. The tests of each module run them over what it
 * consists of; what a rule says of a class that breaks it names that class.
 */
public enum House {
  PLANNED("every class lies in a package of the plan"),
  ARROWS("a package uses only those that the plan gives it"),
  NO_CYCLES("no packages use each other in a circle"),
  JDK_ALONE("the engine uses the JDK alone"),
  NO_DEVICE_WORDS("the engine says no word of a device"),
  NAMES("no class is called after doing everything and nothing"),
  NO_WAITING("nothing waits for time to pass"),
  STATIC_FINAL("no static field can be written to"),
  STATIC_CONSTANT("no static field holds what can change"),
  NO_NULL("no null goes through public methods and constructors");

  private final String says;

  House(String says) {
    this.says = says;
  }

  /** What of the module breaks the rule, each with the name of its class; empty if nothing does. */
  List<String> breaches(Storey module) {
    return switch (this) {
      case PLANNED -> Rooms.unplanned(module);
      case ARROWS -> Rooms.forbiddenArrows(module);
      case NO_CYCLES -> Rooms.cycles(module);
      case JDK_ALONE -> Rooms.foreignToEngine(module);
      case NO_DEVICE_WORDS -> Rooms.deviceWords(module);
      case NAMES -> Habits.emptyNames(module);
      case NO_WAITING -> Habits.waiting(module);
      case STATIC_FINAL -> Habits.writableStatics(module);
      case STATIC_CONSTANT -> StaticState.changeable(module);
      case NO_NULL -> Nulls.passed(module);
    };
  }

  /** Each rule as a test of the module whose tests are running. */
  public static Stream<DynamicTest> rules() {
    final Storey module = Storey.ofTheseTests();
    return Stream.concat(
        Stream.of(dynamicTest(
            "there is something to look at", () -> assertThat(module.classes()).isNotEmpty())),
        Stream.of(values())
            .map(rule ->
                dynamicTest(rule.says, () -> assertThat(rule.breaches(module)).isEmpty())));
  }
}
