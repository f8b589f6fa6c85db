package org.killpath.engine.runtime.carrier;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.killpath.engine.runtime.carrier.Carriers.Kind;

/**
 * Which kinds of carriers work on this JVM.
 *
 * <p>Found by passing control round on each, once, because the fastest kind leans on an internal of
 * the JDK: a release may keep its name and change its ways. The attempt is made on a thread of its
 * own, which is abandoned if it hangs.
 */
final class Availability {
  private static final long PATIENCE_SECONDS = 10;

  private final Kind kind;

  /** Why the kind does not work, in one line; empty if it does. */
  private final Optional<String> obstacle;

  private Availability(Kind kind) {
    this.kind = kind;
    this.obstacle = kind == Kind.PLATFORM ? Optional.empty() : obstacleTo(kind);
  }

  static Availability best() {
    return Tried.of(Kind.VIRTUAL_OWN).works()
        ? Tried.of(Kind.VIRTUAL_OWN)
        : Tried.of(Kind.VIRTUAL_SHARED).works()
            ? Tried.of(Kind.VIRTUAL_SHARED)
            : Tried.of(Kind.PLATFORM);
  }

  static Availability of(Kind kind) {
    return Tried.of(kind);
  }

  static Set<Kind> kinds() {
    Set<Kind> working = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if (of(kind).works()) {
        working.add(kind);
      }
    }
    return Collections.unmodifiableSet(working);
  }

  boolean works() {
    return obstacle.isEmpty();
  }

  Carriers open() {
    obstacle.ifPresent(reason -> {
      throw new UnsupportedOperationException(kind + " carriers do not work here: " + reason);
    });
    return open(kind);
  }

  private static Carriers open(Kind kind) {
    return switch (kind) {
      case PLATFORM -> ParkingCarriers.onPlatformThreads();
      case VIRTUAL_SHARED -> ParkingCarriers.onVirtualThreads();
      case VIRTUAL_OWN -> new MountingCarriers();
    };
  }

  private static Optional<String> obstacleTo(Kind kind) {
    CompletableFuture<Void> attempt = new CompletableFuture<>();
    Runnable trying = () -> {
      try (Carriers carriers = open(kind)) {
        new Ring(carriers, 2).run(3);
        attempt.complete(null);
      } catch (Throwable thrown) {
        attempt.completeExceptionally(thrown);
      }
    };
    ParkingCarriers.newPlatformThread("trying " + kind, trying).start();
    return outcomeOf(attempt);
  }

  // An interrupt must not decide an answer that is kept for good, so it is put aside.
  private static Optional<String> outcomeOf(CompletableFuture<Void> attempt) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          attempt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
          return Optional.empty();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
          return Optional.of("no answer within " + PATIENCE_SECONDS + " s");
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The answers, each found once: trying is not free, and the JVM does not change. */
  private static final class Tried {
    static Availability of(Kind kind) {
      return switch (kind) {
        case PLATFORM -> Platform.ANSWER;
        case VIRTUAL_SHARED -> Shared.ANSWER;
        case VIRTUAL_OWN -> Own.ANSWER;
      };
    }

    private static final class Platform {
      static final Availability ANSWER = new Availability(Kind.PLATFORM);
    }

    private static final class Shared {
      static final Availability ANSWER = new Availability(Kind.VIRTUAL_SHARED);
    }

    private static final class Own {
      static final Availability ANSWER = new Availability(Kind.VIRTUAL_OWN);
    }
  }
}
