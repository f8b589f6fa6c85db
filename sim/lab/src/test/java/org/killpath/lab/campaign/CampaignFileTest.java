package org.killpath.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.campaign.file.BadFile;

/** A campaign file that lies is refused, even if its digest was made anew. */
class CampaignFileTest {
  private static final String TEXT = CampaignFile.FORM.text(Kept.campaign());

  private static void restore(String text) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      Kept.read(CampaignFile.FORM, text).restore(Kept.CELLS, controlled);
    }
  }

  private static void assertRefused(String text, String words) {
    assertThat(text).isNotEqualTo(TEXT);
    assertThatThrownBy(() -> restore(text))
        .isInstanceOf(BadFile.class)
        .hasMessageContaining(words)
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1)
        .doesNotContain("\u001b");
  }

  @Test
  void whatARunLeavesBehindIsReadAsItWas() {
    assertThat(Kept.read(CampaignFile.FORM, TEXT)).isEqualTo(Kept.campaign());
    restore(TEXT);
  }

  @Test
  void whiteSpaceDoesNotMatter() {
    restore(TEXT.replace("{", "{ \n").replace(",", ",\t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"count\":60", "\"seed\":1", "\"first\":0", "\"handoffs\":16"})
  void oneNumberThatWasChangedIsSeenByTheDigest(String number) {
    assertRefused(TEXT.replaceFirst(number, number.replaceFirst(":.*", ":7")), "digest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"missed\":0 | \"missed\":-1 | out of range",
        "\"missed\":0 | \"missed\":61 | more executions missed",
        "\"missed\":0 | \"missed\":1 | does not fit",
        "\"missing\":\"\" | \"missing\":\"a page\" | does not fit",
        "\"cut\":0 | \"cut\":1 | cannot be sampled by random-walk",
        "\"cut\":0 | \"cut\":-5 | out of range",
        "\"count\":60 | \"count\":59 | do not sum up",
        "\"count\":60 | \"count\":-60 | out of range",
        "\"count\":60 | \"count\":9223372036854775807 | out of range",
        "\"first\":0 | \"first\":1 | out of range",
        "\"handoffs\":16 | \"handoffs\":15 | a replay is not as it says",
        "\"schedules\":60,\"missed\" | \"schedules\":9000000000000000000,\"missed\" | out of range",
        "SAMPLED | COMPLETE | cannot be complete by random-walk",
        "SAMPLED | TIMED | cannot be timed",
        "SAMPLED | NOT_RUN | cannot be not run",
        "\"design\":\"upstream\" | \"design\":\"dev-mutex\" | is there twice",
        "\"scenario\":\"C\" | \"scenario\":\"D1\" | is none of its cells",
        "random-walk | random-wlk | unknown here",
        "random-walk | dpor | cannot be sampled by dpor",
        "\"schedules\":60,\"staged\":60 | \"schedules\":61,\"staged\":61 | are not what",
        "\"schedules\":60,\"staged\":60 | \"schedules\":0,\"staged\":0 | its budget is none",
        "\"shard\":\"1/1\" | \"shard\":\"1/2\" | is not of shard",
        "\"shard\":\"1/1\" | \"shard\":\"2/1\" | a shard is",
        "\"scenarios\":[\"C\" | \"scenarios\":[\"C\",\"C\" | list of orderings",
        "kp4.C.upstream | kp4.C.dev-mutex | cannot be run again",
      })
  void aLieWithADigestOfItsOwnIsSeenByWhatItSays(String truth, String lie, String words) {
    final String body = Sealed.body(TEXT);
    final int at = body.indexOf(truth);
    assertThat(at).as(truth).isNotNegative();
    assertRefused(
        Sealed.with(TEXT, body.substring(0, at) + lie + body.substring(at + truth.length())),
        words);
  }

  @Test
  void verdictsThatAreDeletedAreMissed() {
    assertRefused(
        Sealed.with(TEXT, Sealed.body(TEXT).replaceAll("\"shown\":\\[[^]]*]", "\"shown\":[]")),
        "do not sum up");
  }

  @Test
  void verdictsInAnotherOrderAreRefused() {
    final String body = Sealed.body(TEXT);
    final String two = body.replaceAll("(?s).*\"shown\":\\[(\\{[^}]*}),(\\{[^}]*})].*", "$1,$2");
    final String turned = two.replaceAll("(\\{[^}]*}),(\\{[^}]*})", "$2,$1");
    assertRefused(Sealed.with(TEXT, body.replace(two, turned)), "out of order");
  }

  @Test
  void whatFollowsTheEndIsRefused() {
    assertRefused(TEXT + "more", "campaign file");
    assertRefused(TEXT + TEXT, "something follows");
  }

  @Test
  void aMemberThatIsThereTwiceIsRefused() {
    assertRefused(TEXT.replaceFirst("\"seed\":1", "\"seed\":1,\"seed\":1"), "campaign file");
  }

  @Test
  void aMemberThatNobodyKnowsIsRefused() {
    assertRefused(TEXT.replaceFirst("\"seed\":1", "\"seed\":1,\"more\":1"), "campaign file");
  }

  @Test
  void aMemberThatIsNullOrOfAnotherKindIsRefused() {
    for (String lie : List.of("null", "\"1\"", "1.0", "true", "[1]", "1e0")) {
      assertRefused(TEXT.replaceFirst("\"seed\":1", "\"seed\":" + lie), "campaign file");
    }
  }

  @Test
  void escapeSequencesReachNoTerminal() {
    for (String escape : List.of("\\u001b[31m", "\\u009b31m", "\\u202e", "\\ud800", "\\n")) {
      assertRefused(TEXT.replace("\"random-walk", "\"random-walk" + escape), "control characters");
    }
  }

  @Test
  void anotherKindOfFileIsNamed() {
    assertRefused(KeptSearch.FORM.text(Kept.search("dpor", 60)), "but a search file");
    assertRefused(TEXT.replaceFirst("\"form\":\\d", "\"form\":7"), "it is of form 7");
    assertRefused("{\"campaign\":{}}", "or one of an older program");
  }
}
