package org.killpath.engine.runtime.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/** Platform threads that hand over to each other live on one processor, and only while they do. */
class HomeTest {
  private static final int ENOUGH = 10_000;

  private Processors processors;

  @BeforeEach
  void needsAffinity() {
    assumeTrue(
        Processors.ofThisMachine().isPresent(), "this system keeps no thread on a processor");
    processors = Processors.ofThisMachine().orElseThrow();
  }

  @Test
  void allThreadsOfABusySetAndItsDriverAreConfinedToTheSameProcessor() throws Exception {
    assertThat(homesAfter(1)).hasSize(1).allMatch(home -> !home.contains(","));
  }

  @Test
  void aProcessThatDoesLittleNeverLooksForProcessors() {
    final Processors.Found found = new Processors.Found();
    assertThat(found.areWorthFindingAfter(0)).isFalse();
    found.wereDoneWithout(10);
    assertThat(found.areWorthFindingAfter(10)).isFalse();
    assertThat(found.areWorthFindingAfter(ENOUGH)).isTrue();
  }

  @Test
  void manySetsThatDoLittleDoALotTogether() {
    final Processors.Found found = new Processors.Found();
    for (int set = 0; set < 100; set++) {
      found.wereDoneWithout(ENOUGH / 100);
    }
    assertThat(found.areWorthFindingAfter(0)).isTrue();
  }

  @Test
  void onceTheyAreKnownEverySetHasAHomeAtOnce() throws Exception {
    final Processors.Found found = new Processors.Found();
    assertThat(found.processors()).isPresent();
    assertThat(found.areWorthFindingAfter(0)).isTrue();
    assertThat(onAThreadOfItsOwn(() -> {
          try (Carriers carriers = Carriers.of(Kind.PLATFORM)) {
            new Ring(carriers, 3).run(1);
            return homesOfAll(carriers, 3);
          }
        }))
        .hasSize(1)
        .allMatch(home -> !home.contains(","));
  }

  @Test
  void whoeverIsMadeByAConfinedDriverHasAHomeOfItsOwn() throws Exception {
    assumeTrue(processors.usable().cardinality() > 1, "there is one processor only");
    final Processors unclaimed = unclaimed();
    assertThat(onAThreadOfItsOwn(() -> {
          final int own = unclaimed.claim();
          unclaimed.confineTo(own);
          return onAThreadOfItsOwn(() -> {
            final String begins = unclaimed.allowed().toString();
            final int claimed = unclaimed.claim();
            return Set.of(begins.equals("{" + own + "}") && claimed != own ? "its own" : begins);
          });
        }))
        .containsExactly("its own");
  }

  @Test
  void aSetThatIsClosedLeavesTheDriverWhereAnotherOneKeepsIt() throws Exception {
    assertThat(onAThreadOfItsOwn(() -> {
          try (Carriers host = Carriers.of(Kind.PLATFORM)) {
            new Ring(host, 2).run(ENOUGH);
            final Set<String> homes = homesOfAll(host, 2);
            try (Carriers guest = Carriers.of(Kind.PLATFORM)) {
              new Ring(guest, 2).run(1);
            }
            homes.add(processors.allowed().toString());
            return homes;
          }
        }))
        .hasSize(1);
  }

  @Test
  void theDriverIsFreeAgainOnceTheSetIsClosed() throws Exception {
    assertThat(onAThreadOfItsOwn(() -> {
          try (Carriers carriers = Carriers.of(Kind.PLATFORM)) {
            new Ring(carriers, 2).run(ENOUGH);
          }
          return Set.of(processors.allowed().toString());
        }))
        .containsExactly(processors.usable().toString());
  }

  @Test
  void twoSetsOfOneDriverShareAHome() throws Exception {
    assertThat(onAThreadOfItsOwn(() -> {
          try (Carriers one = Carriers.of(Kind.PLATFORM);
              Carriers other = Carriers.of(Kind.PLATFORM)) {
            new Ring(one, 2).run(ENOUGH);
            new Ring(other, 2).run(ENOUGH);
            final Set<String> homes = homesOfAll(one, 2);
            homes.addAll(homesOfAll(other, 2));
            return homes;
          }
        }))
        .hasSize(1);
  }

  @Test
  void setsSideBySideAreSpreadOverTheProcessors() throws Exception {
    assumeTrue(processors.usable().cardinality() > 1, "there is one processor only");
    final Processors unclaimed = unclaimed();
    final int one = unclaimed.claim();
    final int other = unclaimed.claim();
    assertThat(one).isNotEqualTo(other);
  }

  /** 210,000 handoffs: it has looked for better room once, and is not about to do so again. */
  @Test
  void aSetThatMayHaveMovedIsStillOnOneProcessor() throws Exception {
    assertThat(homesAfter(7)).hasSize(1).allMatch(home -> !home.contains(","));
  }

  @Test
  void whereAnotherSetHasTakenTheDriverASetFollows() throws Exception {
    assumeTrue(processors.usable().cardinality() > 1, "there is one processor only");
    final int last = processors.usable().length() - 1;
    assertThat(onAThreadOfItsOwn(() -> {
          final int held = processors.claim();
          final int moved = held == last ? processors.usable().nextSetBit(0) : last;
          processors.confineTo(moved);
          final int claimed = processors.claimInsteadOf(held);
          processors.release(claimed);
          return Set.of(claimed == moved ? "it follows" : "it does not");
        }))
        .containsExactly("it follows");
  }

  @Test
  void whoSeeksBetterRoomFindsAProcessorThatItMayUse() throws Exception {
    assertThat(onAThreadOfItsOwn(() -> {
          final int claimed = processors.claimInsteadOf(processors.claim());
          processors.release(claimed);
          return Set.of(processors.usable().get(claimed) ? "usable" : "not usable");
        }))
        .containsExactly("usable");
  }

  /** All processors, which nobody has claimed, whatever the thread of the test may use itself. */
  private Processors unclaimed() throws Exception {
    return onAThreadOfItsOwn(() -> {
      processors.letLoose();
      return Processors.find().orElseThrow();
    });
  }

  /** Where the carriers of a set, and its driver, may run after so many busy times. */
  private Set<String> homesAfter(int times) throws Exception {
    return onAThreadOfItsOwn(() -> {
      try (Carriers carriers = Carriers.of(Kind.PLATFORM)) {
        for (int i = 0; i < times; i++) {
          new Ring(carriers, 3).run(ENOUGH);
        }
        final Set<String> homes = homesOfAll(carriers, 3);
        homes.add(processors.allowed().toString());
        return homes;
      }
    });
  }

  /** Where each of the carriers may run, asked on its own thread. */
  private Set<String> homesOfAll(Carriers carriers, int count) {
    final Set<String> homes = new TreeSet<>();
    final Carrier[] taken = new Carrier[count];
    for (int i = 0; i < count; i++) {
      taken[i] = carriers.take();
      taken[i].assign(() -> homes.add(processors.allowed().toString()));
    }
    for (Carrier carrier : taken) {
      carriers.run(carrier);
    }
    return homes;
  }

  /** The test's own thread may be shared with others, and stays where it is. */
  private static <T> T onAThreadOfItsOwn(Callable<T> body) throws Exception {
    final FutureTask<T> task = new FutureTask<>(body);
    new Thread(task, "driver").start();
    return task.get();
  }
}
