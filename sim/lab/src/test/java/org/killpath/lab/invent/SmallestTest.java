package org.killpath.lab.invent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.invent.SmallSpace.SPACE;
import static org.killpath.lab.invent.SmallSpace.UNTOUCHED;
import static org.killpath.lab.invent.SmallSpace.measuring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Runner;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.CellTokens;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.invent.book.Trial;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

@Timeout(300)
class SmallestTest {
  private static final long RACED = 30;

  private static Question question(List<Edit> edits, int most, String... orderings) {
    final Set<String> wanted = Set.of(orderings);
    return new Question(
        SPACE,
        edits,
        List.of(),
        most,
        0,
        List.of(),
        ScenarioCatalogue.all().scenarios().stream()
            .filter(row -> wanted.contains(row.id()))
            .toList(),
        2,
        RACED,
        0,
        0);
  }

  private static List<Edit> edits(String sum) {
    return List.of(sum.split(" ")).stream()
        .map(id -> SPACE.edit(id).orElseThrow())
        .toList();
  }

  private static boolean isClean(EditedDesign set, Question question) {
    return question.scenarios().stream()
        .allMatch(row -> Mark.of(
                measuring(1)
                    .explore(List.of(new Trial(row, set)), "pos", row.isStaged() ? 2 : RACED)
                    .get(0),
                UNTOUCHED)
            .isClean());
  }

  @ParameterizedTest
  @CsvSource({
    "C|raced-C|F, drain-first copy-before-lock lock-free-detach trylock-backoff",
    "C|D1|E2|raced-D1, faults-elsewhere copy-before-lock access-before-lock drain-first"
        + " killable-ioctl-dev killable-flush",
    "C2|E2|kill-flush|raced-E1, lock-free-detach flush-items-only killable-vq-handlers"
        + " rearm-sigkill killable-drain faultless-drain copy-before-lock",
    "B|E-frozen|raced-C, drain-first lock-free-detach killable-ioctl-dev"
  })
  void theSmallestSetHasAsManyEditsAsBruteForceFinds(String orderings, String edits) {
    final Question question = question(edits(edits), 3, orderings.split("\\|"));
    final Optional<Integer> expected = question.sets().stream()
        .filter(set -> isClean(set, question))
        .map(set -> set.edits().size())
        .findFirst();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Smallest search = new Smallest(
          question, new Laboratory(question, measuring(1), new Book()), controlled, state -> {});
      final Optional<EditedDesign> found = search.find();
      assertThat(found.map(set -> set.edits().size())).isEqualTo(expected);
      assertThat(found.stream().allMatch(set -> isClean(set, question))).isTrue();
      assertThat(search.atLeast()).isEqualTo(expected.orElse(4));
    }
  }

  /** The sets are drawn at random, from all edits that somebody could want to merge. */
  @Test
  void aRefutationIsAnExecutionOfEverySetThatItIsSaidToBeOf() {
    final List<Edit> proposals =
        SPACE.edits().stream().filter(edit -> edit.kind() == Edit.Kind.PROPOSAL).toList();
    final Question question = question(
        proposals,
        9,
        "C",
        "C2",
        "D1",
        "E2",
        "K",
        "T-stop",
        "kill-flush",
        "scsi-hot-plug",
        "scsi-kill-free-worker",
        "net-kill-tx",
        "raced-D2",
        "raced-E-frozen");
    final Universe universe = new Universe(question);
    final SplittableRandom random = new SplittableRandom(7);
    int checked = 0;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Refuter refuter = new Refuter(
          question, universe, new Laboratory(question, measuring(1), new Book()), controlled);
      for (int i = 0; i < 12; i++) {
        for (Refutation refutation : refuter.refute(grown(0, ~0L, universe, random))) {
          for (int j = 0; j < 20; j++) {
            final long other = grown(refutation.has(), ~refutation.lacks(), universe, random);
            if (refutation.isOf(other)) {
              assertThat(isBad(refutation, universe.design(other), question, controlled))
                  .as("%s under %s", refutation.token(), universe.design(other))
                  .isTrue();
              checked++;
            }
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(300);
  }

  /** With some more edits, of those that {@code may} come in. */
  private static long grown(long set, long may, Universe universe, SplittableRandom random) {
    long grown = set;
    final int tries = random.nextInt(8);
    for (int i = 0; i < tries; i++) {
      final long edit = 1L << random.nextInt(universe.edits().size());
      if ((edit & may & ~universe.excludedBy(grown)) != 0 && !universe.lacksNeeded(grown | edit)) {
        grown |= edit;
      }
    }
    return universe.lacksNeeded(grown) ? set : grown;
  }

  private static boolean isBad(
      Refutation refutation, EditedDesign set, Question question, Controlled controlled) {
    final Scenario row = ScenarioCatalogue.all().find(refutation.ordering()).orElseThrow();
    final Ran<Trial> ran = CellTokens.parse(
            refutation.token(),
            ScenarioCatalogue.all()::find,
            sum ->
                SPACE.named(sum).<Design>map(each -> each).or(() -> Optional.of(SPACE.parse(sum))))
        .schedule()
        .triedOn(new Runner<>(new Trial(row, question.onlyFor(row, set)), controlled));
    if (!(ran instanceof Ran.Ended<Trial> ended)) {
      return false;
    }
    final Verdict verdict = ended.verdict();
    return verdict.outcome().isFailure()
        && (!verdict.outcome().isHang() || UNTOUCHED.wait(verdict).isEmpty());
  }

  @Test
  void aSearchThatIsEndedEarlyFindsNothingAndKeepsItsBound() {
    final Question question = question(edits("drain-first copy-before-lock"), 2, "C", "D1");
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Smallest search = new Smallest(
          question,
          new Laboratory(question, (trials, strategy, schedules) -> List.of(), new Book()),
          controlled,
          state -> {});
      assertThat(search.find()).isEmpty();
      assertThat(search.atLeast()).isZero();
    }
  }
}
