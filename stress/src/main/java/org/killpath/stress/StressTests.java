package org.killpath.stress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.killpath.stress.ordering.Ordering;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/** The jcstress tests of this jar: those that run a scenario, and those of the detector. */
final class StressTests {
  private final Map<String, TestInfo> byScenario = new LinkedHashMap<>();
  private final List<TestInfo> others = new ArrayList<>();

  private StressTests() {}

  /** Everything that jcstress's own list of tests names. */
  static StressTests declared() {
    final StressTests tests = new StressTests();
    for (String name : new TreeSet<>(TestList.tests())) {
      final TestInfo info = TestList.getInfo(name);
      final Optional<String> scenario = scenarioOf(info);
      if (scenario.isEmpty()) {
        tests.others.add(info);
      } else if (tests.byScenario.put(scenario.get(), info) != null) {
        throw new IllegalStateException("two tests run scenario " + scenario.get());
      }
    }
    return tests;
  }

  private static Optional<String> scenarioOf(TestInfo info) {
    try {
      final Class<?> test =
          Class.forName(info.binaryName(), false, StressTests.class.getClassLoader());
      return Optional.ofNullable(test.getAnnotation(Ordering.class)).map(Ordering::value);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("a declared test is not in the jar", missing);
    }
  }

  /** The test that runs this scenario. */
  Optional<TestInfo> of(String scenario) {
    return Optional.ofNullable(byScenario.get(scenario));
  }

  /** The scenarios that have a test. */
  List<String> scenarios() {
    return List.copyOf(byScenario.keySet());
  }

  /** Those that judge themselves. */
  List<TestInfo> others() {
    return others;
  }
}
