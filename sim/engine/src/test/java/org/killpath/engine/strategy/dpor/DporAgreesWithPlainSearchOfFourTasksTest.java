package org.killpath.engine.strategy.dpor;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfFourTasksTest {
  private static final String TOO_LONG =
      "0 3 5 8 12 13 17 18 19 21 22 23 30 33 34 38 43 46 47 50 54 56 58 60 64 65 "
          + "66 68 69 71 72 73 75 80 81 83 87 91 92 94 97 101 102 108 109 111 114 120 "
          + "121 123 124 128 136 143 144 150 151 156 158 159 160 163 164 167 171 173 "
          + "174 175 181 190 193 197 202 204 208 217 224 225 226 227 228 229 230";

  private static final PlainlySearched PROGRAMS = new PlainlySearched(
      RandomProgram::new,
      4,
      2,
      Stream.of(TOO_LONG.split(" ")).map(Integer::valueOf).collect(Collectors.toSet()));

  @Test
  void onRandomProgramsOfFourTasksOverEveryPrimitive() {
    PROGRAMS.compare();
  }

  @Test
  void whatIsLeftOutUnsearchedHasALongSearch() {
    PROGRAMS.assertTooLong();
  }
}
