package org.killpath.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.engine.strategy.UnusableStrategy;

/** Strategies of somebody's own that cannot be used: whose they are is said, and why, in one line. */
class ProvidedStrategiesTest {
  @TempDir
  private Path directory;

  /** What is looked at is the strategy that is made, whatever else its provider says. */
  private abstract static class Provider implements StrategyProvider {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public boolean draws() {
      return true;
    }
  }

  /** Its files would say that they are of random-walk, and be taken for files of that. */
  public static final class OtherName extends Provider {
    @Override
    public Strategy make(long seed) {
      return new RandomWalk(seed);
    }
  }

  /** Makes nothing. */
  public static final class Nothing extends Provider {
    @Override
    @SuppressWarnings("NullAway") // somebody's own code is not looked at by anybody
    public Strategy make(long seed) {
      return null;
    }
  }

  /** Makes nothing either. */
  public static final class Failing extends Provider {
    @Override
    public Strategy make(long seed) {
      throw new IllegalStateException("out of\nideas");
    }
  }

  /** Does not even say what it is called. */
  public static final class Nameless extends Provider {
    @Override
    public String name() {
      throw new IllegalStateException("no name");
    }

    @Override
    public Strategy make(long seed) {
      return new RandomWalk(seed);
    }
  }

  /** Cannot be loaded, as one of a later JDK could not. */
  public static final class Unloadable extends Provider {
    private static final int NONE = Integer.parseInt("none");

    @Override
    public Strategy make(long seed) {
      return new RandomWalk(seed + NONE);
    }
  }

  private Strategies with(Class<? extends StrategyProvider> provider) throws IOException {
    final Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(StrategyProvider.class.getName()), provider.getName());
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return Strategies.all();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void refused(Class<? extends StrategyProvider> provider, String... words) {
    assertThatThrownBy(() -> with(provider).byName("mine", 1))
        .isInstanceOf(UnusableStrategy.class)
        .message()
        .contains(provider.getName())
        .contains(words)
        .hasLineCount(1);
  }

  @Test
  void whatIsMadeHasTheNameOfItsProvider() {
    refused(OtherName.class, "is called mine by its provider, and random-walk by itself");
  }

  @Test
  void whatCannotBeMadeIsRefused() {
    refused(Nothing.class, "make() gives nothing");
    refused(Failing.class, "cannot be made", "out of ideas");
    refused(Unloadable.class, "Unloadable");
  }

  @Test
  void whoDoesNotSayItsNameIsRefused() {
    refused(Nameless.class, "does not say its name", "no name");
  }

  @Test
  void thoseOfThisLibraryAreThereBesideIt() throws IOException {
    assertThat(with(OtherName.class).byName("pos", 1)).isPresent();
  }
}
