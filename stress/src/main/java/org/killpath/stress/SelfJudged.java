package org.killpath.stress;

import org.killpath.engine.judge.Outcome;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test showed that says itself, by its own {@code @Outcome} lines, what it may show.
 *
 * @param samples how often each result was counted
 * @param forbidden jcstress's words on each result that the test forbids
 * @param broken what went wrong with the forked JVM, if anything did
 */
record SelfJudged(
    String name, Map<String, Long> samples, List<String> forbidden, Optional<String> broken) {
  long total() {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }
}
