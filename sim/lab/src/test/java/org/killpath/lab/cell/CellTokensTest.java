package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;

/** Tokens come back as what they were made of, or are refused. */
class CellTokensTest {
  private static Token<Cell> parse(String text) {
    return CellTokens.parse(text, ScenarioCatalogue.all()::find, DesignCatalogue.all()::find);
  }

  @Provide
  Arbitrary<Schedule<Cell>> schedules() {
    final Arbitrary<Cell> cells = Arbitraries.of(
        Schedules.cell("C", "upstream"),
        Schedules.cell("kill-flush", "dev-mutex"),
        Schedules.cell("raced-D2", "flush-only-drain"));
    final Arbitrary<int[]> deviations = Arbitraries.integers()
        .between(0, 100_000)
        .withDistribution(net.jqwik.api.RandomDistribution.biased())
        .tuple2()
        .map(pair -> new int[] {pair.get1(), pair.get2() % 100})
        .list()
        .ofMaxSize(200)
        .map(pairs -> pairs.stream().flatMapToInt(java.util.Arrays::stream).toArray());
    return Combinators.combine(cells, deviations, Arbitraries.integers()).as(Schedule::new);
  }

  @Property
  void whatWasWrittenIsReadBack(@ForAll("schedules") Schedule<Cell> schedule) {
    final String text = Token.of(schedule).text();
    assertThat(parse(text).schedule()).isEqualTo(schedule);
    assertThat(parse(text).text()).isEqualTo(text);
  }

  @Property
  void itIsSafeInShellsAndMails(@ForAll("schedules") Schedule<Cell> schedule) {
    assertThat(Token.of(schedule).text()).matches("[A-Za-z0-9._-]+");
  }

  @Property
  void lineBreaksOfAMailDoNoHarm(
      @ForAll("schedules") Schedule<Cell> schedule,
      @ForAll @IntRange(min = 1, max = 76) int width) {
    final String text = Token.of(schedule).text();
    final String wrapped = text.replaceAll("(.{" + width + "})", "$1\r\n  ");
    assertThat(parse(wrapped).schedule()).isEqualTo(schedule);
  }

  @Property
  void oneWrongCharacterIsNoticed(
      @ForAll("schedules") Schedule<Cell> schedule,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll @CharRange(from = '!', to = '~') char wrong) {
    final String text = Token.of(schedule).text();
    final int at = place % text.length();
    Assume.that(text.charAt(at) != wrong);
    final String damaged = text.substring(0, at) + wrong + text.substring(at + 1);
    assertThatThrownBy(() -> parse(damaged))
        .isInstanceOf(BadToken.class)
        .message()
        .hasLineCount(1);
  }

  @Property
  void aTokenThatIsCutOffIsNoticed(
      @ForAll("schedules") Schedule<Cell> schedule, @ForAll @IntRange(max = 10_000) int place) {
    final String text = Token.of(schedule).text();
    assertThatThrownBy(() -> parse(text.substring(0, place % text.length())))
        .isInstanceOf(BadToken.class)
        .message()
        .hasLineCount(1);
  }

  @Property
  void anyOtherTextIsRefusedInOneLine(@ForAll String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(BadToken.class).message().hasLineCount(1);
  }

  @Example
  void aTokenOfAnotherModelIsRefusedByItsVersionWhateverElseIsInIt() {
    assertThatThrownBy(() -> parse("kp" + (ModelVersion.CURRENT + 1) + ".C.upstream.AAAA"))
        .isInstanceOf(BadToken.class)
        .hasMessage("the token was made with version " + (ModelVersion.CURRENT + 1)
            + " of the model; this is version " + ModelVersion.CURRENT);
  }

  @Example
  void aDesignThatIsNotOnThisClassPathIsNamed() {
    final Cell cell =
        new Cell(ScenarioCatalogue.all().find("C").orElseThrow(), new Foreign("my design.2 *"));
    final String text = Token.of(new Schedule<>(cell, new int[] {1, 1}, 7)).text();
    assertThat(text).matches("[A-Za-z0-9._%+-]+");
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(BadToken.class)
        .hasMessage("the token is for design my design.2 *, which is unknown here");
    assertThat(CellTokens.parse(
                text,
                ScenarioCatalogue.all()::find,
                id -> id.equals("my design.2 *") ? Optional.of(cell.design()) : Optional.empty())
            .schedule()
            .subject())
        .isEqualTo(cell);
  }

  @Example
  void aScenarioThatIsNotKnownIsNamed() {
    final Cell known = Schedules.cell("C", "upstream");
    final String text = Token.of(new Schedule<>(known, new int[0], 0)).text();
    assertThatThrownBy(() ->
            CellTokens.parse(text, id -> Optional.<Scenario>empty(), DesignCatalogue.all()::find))
        .isInstanceOf(BadToken.class)
        .hasMessage("the token is for scenario C, which is unknown here");
  }

  /** A design of somebody else's. */
  private record Foreign(String id) implements Design {
    @Override
    public String proposedBy() {
      return "somebody";
    }

    @Override
    public String changes() {
      return "nothing";
    }

    @Override
    public Parts parts(VhostDev dev) {
      return Parts.upstream();
    }
  }
}
