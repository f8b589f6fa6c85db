package org.killpath.bench;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.killpath.engine.house.House;

class ArchitectureTest {
  @TestFactory
  Stream<DynamicTest> theBenchmarksKeepTheRulesOfTheHouse() {
    return House.rules();
  }
}
