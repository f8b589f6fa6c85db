package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Job that runs a table on a cluster, by the types that Kubernetes publishes, and what it runs. */
class ClusterTest {
  private static final String ASKED = "--schedules 100000";
  private static final String SMALL =
      "--schedules 20 --scenarios C,N,D1,kill-flush --designs upstream,kthread";

  @TempDir
  private Path directory;

  private static String manifest() throws IOException {
    return Files.readString(Manual.root().resolve("sim/app/src/cluster/job.yaml"));
  }

  private static JsonElement json(String yaml) {
    final Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new Gson().toJsonTree(tree);
  }

  private static V1JobSpec spec() throws IOException {
    return new Gson().fromJson(json(manifest()), V1Job.class).getSpec();
  }

  private static V1Container container() throws IOException {
    return spec().getTemplate().getSpec().getContainers().get(0);
  }

  @Test
  void theManifestIsAJobAsKubernetesPublishesIt() throws IOException {
    V1Job.validateJsonElement(json(manifest()));
    assertThat(spec().getCompletionMode()).isEqualTo("Indexed");
  }

  @Test
  void aWordThatKubernetesDoesNotKnowWouldBeFound() throws IOException {
    final JsonElement misspelt =
        json(manifest().replace("backoffLimitPerIndex", "backoffPerIndex"));
    assertThatThrownBy(() -> V1Job.validateJsonElement(misspelt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("backoffPerIndex");
  }

  @Test
  void thePageShowsTheManifestAndTheContainerAsTheyAre() throws IOException {
    final String page = Files.readString(Manual.page("long-runs.md"));
    assertThat(page).contains("```yaml\n" + manifest() + "```");
    assertThat(page)
        .contains(Files.readString(Manual.root().resolve("sim/app/src/cluster/Containerfile")));
  }

  @Test
  void thereAreAsManyShardsAsCompletions() throws IOException {
    assertThat(container().getArgs().get(0)).contains("))/" + spec().getCompletions() + " ");
    assertThat(spec().getParallelism()).isEqualTo(spec().getCompletions());
  }

  /** What each pod's shell would run, with fewer cells and schedules, and the shards put together. */
  @Test
  void whatThePodsLeaveBehindIsWhatOneMachinePrints() throws IOException, InterruptedException {
    final int pods = spec().getCompletions();
    final String command = container()
        .getArgs()
        .get(0)
        .replace("java -jar /opt/killpath/killpath.jar ", Launched.killpath())
        .replace(ASKED, SMALL)
        .replace("))/" + pods, "))/3")
        .replace("/results/", directory + "/");
    assertThat(command).contains(SMALL).contains(directory.toString());
    final List<String> files = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      final Launched pod =
          Launched.of(directory, "export JOB_COMPLETION_INDEX=" + index + "\n" + command);
      assertThat(pod.status()).as(pod.err()).isZero();
      files.add(directory.resolve("shard-" + index + ".json").toString());
    }
    final String one = Invocation.of(("table " + SMALL).split(" ", -1)).out();
    assertThat(merged(files).out()).isEqualTo(one);

    files.remove(1);
    final Invocation lost = merged(files);
    assertThat(lost.status()).isEqualTo(2);
    assertThat(lost.err()).contains("shard 2/3 is missing");
  }

  private static Invocation merged(List<String> files) {
    final List<String> arguments = new ArrayList<>(List.of("merge"));
    arguments.addAll(files);
    return Invocation.of(arguments.toArray(String[]::new));
  }
}
