package org.killpath.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a campaign. */
class ShardTest {
  private static final int COLUMNS = 25;
  private static final int ROWS = 400;

  private static List<Integer> places() {
    return IntStream.range(0, ROWS * COLUMNS).boxed().toList();
  }

  private static List<List<Integer>> parts(int of) {
    return IntStream.rangeClosed(1, of)
        .mapToObj(number -> new Shard(number, of).partOf(places()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16, 25, 50, 1000})
  void everyCellIsInOnePartAndInItsOrder(int of) {
    assertThat(parts(of).stream().flatMap(List::stream).sorted().toList()).isEqualTo(places());
    assertThat(parts(of)).allSatisfy(part -> assertThat(part).isSorted());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10, 16, 25, 50})
  void partsAreOfTheSameSizeButForOneCell(int of) {
    final int fair = ROWS * COLUMNS / of;
    assertThat(parts(of)).extracting(List::size).allMatch(size -> size == fair || size == fair + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 15, 16})
  void noPartIsEmptyIfThereAreEnoughCells(int of) {
    assertThat(IntStream.rangeClosed(1, of)
            .mapToObj(number -> new Shard(number, of).partOf(places().subList(0, 16))))
        .noneMatch(List::isEmpty);
  }

  /** Also if the number of parts divides that of the columns. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 25, 50})
  void everyPartHasCellsOfEveryColumn(int of) {
    assertThat(parts(of))
        .allSatisfy(part ->
            assertThat(part.stream().map(place -> place % COLUMNS).distinct()).hasSize(COLUMNS));
  }
}
