package org.killpath.engine.runtime.carrier;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The JVM that runs the tests; it may lack a kind of carriers. */
final class ThisJvm {
  private ThisJvm() {}

  /** Opens carriers of the kind, or ends the test as skipped. */
  static Carriers open(Carriers.Kind kind) {
    assumeTrue(Carriers.available().contains(kind), () -> kind + " does not work on this JVM");
    return Carriers.of(kind);
  }
}
