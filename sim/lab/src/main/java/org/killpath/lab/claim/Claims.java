package org.killpath.lab.claim;

import java.util.List;

/** Every claim, in the order of their numbers. */
public final class Claims {
  private Claims() {}

  public static List<Claim> all() {
    return List.of(
        new C1(), new C2(), new C3(), new C4(), new C5(), new C6(), new C7(), new C8(), new C9(),
        new C10(), new C11(), new C12());
  }
}
