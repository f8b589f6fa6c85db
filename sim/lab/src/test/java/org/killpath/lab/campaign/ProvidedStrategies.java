package org.killpath.lab.campaign;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.PreemptionBounded;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.engine.strategy.Systematic;

/** Strategies as somebody else provides them, known to the calling thread until this is closed. */
final class ProvidedStrategies implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();
  private final URLClassLoader loader;

  /** One that goes through all interleavings, and one that draws and ends executions early. */
  ProvidedStrategies(Path directory) throws IOException {
    final Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(
        services.resolve(StrategyProvider.class.getName()),
        List.of(OneByOne.class.getName(), Impatient.class.getName()));
    loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
    thread.setContextClassLoader(loader);
  }

  @Override
  public void close() throws IOException {
    thread.setContextClassLoader(before);
    loader.close();
  }

  /** Called one-by-one. */
  public static final class OneByOne implements StrategyProvider {
    @Override
    public String name() {
      return "one-by-one";
    }

    @Override
    public boolean draws() {
      return false;
    }

    @Override
    public Strategy make(long seed) {
      final Systematic plain = new PreemptionBounded(PreemptionBounded.UNBOUNDED);
      return new Systematic() {
        @Override
        public String name() {
          return "one-by-one";
        }

        @Override
        public boolean begin(long execution) {
          return plain.begin(execution);
        }

        @Override
        public int choose(Ready ready) {
          return plain.choose(ready);
        }

        @Override
        public void end(List<Task> tasks) {
          plain.end(tasks);
        }

        @Override
        public boolean isComplete() {
          return plain.isComplete();
        }

        @Override
        public Optional<long[]> frontier() {
          return plain.frontier();
        }

        @Override
        public void resume(long[] frontier) {
          plain.resume(frontier);
        }
      };
    }
  }

  /** Called impatient: every third execution is cut. */
  public static final class Impatient implements StrategyProvider {
    @Override
    public String name() {
      return "impatient";
    }

    @Override
    public boolean draws() {
      return true;
    }

    @Override
    public Strategy make(long seed) {
      final Strategy walk = new RandomWalk(seed);
      return new Strategy() {
        private long present;

        @Override
        public String name() {
          return "impatient";
        }

        @Override
        public boolean begin(long execution) {
          present = execution;
          return walk.begin(execution);
        }

        @Override
        public int choose(Ready ready) {
          return present % 3 == 2 ? CUT : walk.choose(ready);
        }

        @Override
        public void end(List<Task> tasks) {
          walk.end(tasks);
        }
      };
    }
  }
}
