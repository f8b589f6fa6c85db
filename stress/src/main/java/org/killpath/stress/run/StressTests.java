package org.killpath.stress.run;

import java.util.List;
import java.util.TreeSet;
import org.killpath.stress.ordering.AnyCell;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * The jcstress tests of this jar.
 *
 * @param anyCell the one that runs the worlds of cells
 * @param others those that judge themselves
 */
record StressTests(TestInfo anyCell, List<TestInfo> others) {

  /** Everything that jcstress's own list of tests names. */
  static StressTests declared() {
    final String anyCell = AnyCell.class.getName();
    return new StressTests(
        TestList.getInfo(anyCell),
        new TreeSet<>(TestList.tests())
            .stream()
                .filter(name -> !name.equals(anyCell))
                .map(TestList::getInfo)
                .toList());
  }
}
