package org.killpath.lab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

/** Orderings that are classes of somebody's own: their scripts are looked at before anything is run. */
class ProvidedOrderingsTest {
  @TempDir
  private Path directory;

  private abstract static class Mine implements Orderings {
    /** A killer, a host, and what {@code else} there is. */
    static List<Scenario> with(Actors actors, Consumer<Scene<VsockDevice>> more) {
      return List.of(Scenario.vsock("mine", Form.RACED, "a story", actors, false, scene -> {
        scene.other("host", current -> scene.device().arrive(current));
        scene.other("killer", current -> scene.ownerGroup().kill(current, Kill.KILL));
        more.accept(scene);
      }));
    }
  }

  /** The kernel makes these tasks when they are needed, if at all. */
  public static final class Right extends Mine {
    @Override
    public List<Scenario> scenarios() {
      return with(new Actors("killer", "host"), scene -> {
        scene.oblige("host");
        scene.oblige("owner");
        scene.oblige("worker");
        scene.oblige("delayed-fput");
      });
    }
  }

  /** A slip of the pen: nobody would be waited for, and the world be complete. */
  public static final class ObligesNobody extends Mine {
    @Override
    public List<Scenario> scenarios() {
      return with(new Actors("killer", "host"), scene -> scene.oblige("hots"));
    }
  }

  /** Nobody could play it in a two-actor test. */
  public static final class WithoutActor extends Mine {
    @Override
    public List<Scenario> scenarios() {
      return with(new Actors("killer", "caller"), scene -> {});
    }
  }

  /** Fails before there is anything to run. */
  public static final class TooEarly extends Mine {
    @Override
    public List<Scenario> scenarios() {
      return with(new Actors("killer", "host"), scene -> scene.device().rx());
    }
  }

  /** There is nothing that it could do it with. */
  public static final class Acts extends Mine {
    @Override
    public List<Scenario> scenarios() {
      return with(
          new Actors("killer", "host"), scene -> scene.ownerGroup().kill(scene.owner(), Kill.KILL));
    }
  }

  /** As the manual says. */
  public static final class Nothing extends Mine {
    @Override
    public List<Scenario> scenarios() {
      return List.of();
    }
  }

  private List<Scenario> with(Class<? extends Orderings> provider) throws IOException {
    final Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(Orderings.class.getName()), provider.getName());
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return ScenarioCatalogue.all().scenarios();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void refused(Class<? extends Orderings> provider, String words) {
    assertThatThrownBy(() -> with(provider))
        .isInstanceOf(BadProvider.class)
        .hasMessageContaining("orderings " + provider.getName() + ": " + words);
  }

  @Test
  void oneWhoseRolesAreThereIsTakenIn() throws IOException {
    assertThat(with(Right.class)).extracting(Scenario::id).endsWith("mine");
  }

  @Test
  void aRoleThatNoTaskHasIsRefused() {
    refused(ObligesNobody.class, "mine: no task has the role hots; there are host, killer, owner");
    refused(WithoutActor.class, "mine: no task has the role caller; there are");
  }

  @Test
  void aScriptThatFailsIsRefused() {
    refused(
        TooEarly.class, "the script of mine fails: java.lang.IllegalStateException: there is no");
    refused(
        Acts.class,
        "the script of mine fails: java.lang.IllegalStateException: the script itself"
            + " signals group[38].signals");
  }

  @Test
  void whoGivesNoOrderingsIsRefused() {
    refused(Nothing.class, "scenarios() gives no orderings");
  }
}
