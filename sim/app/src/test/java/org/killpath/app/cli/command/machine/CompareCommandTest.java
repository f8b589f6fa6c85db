package org.killpath.app.cli.command.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.app.cli.Invocation;
import org.killpath.app.kit.heard.Consoles;

/** {@code killpath compare}: the model beside what a stock kernel showed. */
class CompareCommandTest {
  @TempDir
  private Path directory;

  private Invocation compare(String console, String... options) throws IOException {
    final Path log =
        Files.writeString(directory.resolve("console.log"), console, StandardCharsets.ISO_8859_1);
    final String[] arguments = new String[options.length + 2];
    arguments[0] = "compare";
    arguments[1] = log.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Invocation.of(arguments);
  }

  @Test
  void theModelAndTheStockKernelAgree() throws IOException {
    final Invocation compared = compare(Consoles.played());
    assertThat(compared.status()).as(compared.out()).isZero();
    assertThat(compared.out())
        .contains("3 of 3 orderings that were played agree with the model")
        .contains("dpor, seed 1; 3 of 3 cells in all interleavings.")
        .contains("vhost_worker_killed", "page served");
  }

  @Test
  void aLogThatIsNamedTwiceCountsOnce() throws IOException {
    assertThat(compare(Consoles.played(), directory.resolve("console.log").toString())
            .out())
        .isEqualTo(compare(Consoles.played()).out());
  }

  /** As H, which has more executions than are searched, and does not hang. */
  @Test
  void whatTheSearchDoesNotComeToTheEndOfIsSampledBesides() throws IOException {
    final Invocation compared = compare(Consoles.playedAs("H", "C"));
    assertThat(compared.status()).as(compared.out()).isEqualTo(1);
    assertThat(compared.out().replaceAll("\\s+", " "))
        .contains("2 of 3 orderings that were played agree with the model; 1 differ")
        .contains("dpor; of those with more besides up to 100 schedules each, random-walk, seed 1;"
            + " 2 of 3 cells in all interleavings.");
    assertThat(compare(Consoles.playedAs("H", "C"), "--time", "10ms").out())
        .contains("dpor")
        .doesNotContain("random-walk");
  }

  @Test
  void aCoreDumpAStoppedGroupAndASocketLockAreComparedToo() throws IOException {
    final Invocation compared = compare(Consoles.besides(), "--format", "csv");
    assertThat(compared.status()).as(compared.out()).isZero();
    assertThat(compared.lines())
        .contains(
            "E2-coredump,upstream,HUNG_RELEASED,S,vhost_transport_do_send_pkt,user page,worker,"
                + "dumper,6.12.117+deb12-amd64,agrees",
            "T-stop,upstream,HUNG_RELEASED,T,do_signal_stop,,-,flusher,6.12.117+deb12-amd64,agrees",
            "K,upstream,HUNG_RELEASED,D,virtio_transport_recv_pkt,socket lock,stranger S,worker,"
                + "6.12.117+deb12-amd64,agrees");
  }

  @Test
  void csvHasTheColumnsOfTheGroundTruth() throws IOException {
    final Invocation compared = compare(Consoles.played(), "--format", "csv");
    assertThat(compared.lines())
        .contains(
            "scenario,design,outcome,worker_states,blocked_fn,blocked_on,holder,reported,kernels,"
                + "note",
            "C,upstream,HUNG_RELEASED,D,vhost_worker_killed,vq.mutex,outside S,worker,"
                + "6.12.117+deb12-amd64,agrees",
            "E2,upstream,HUNG_SILENT,R|S,vhost_transport_do_send_pkt,user page,worker,-,"
                + "6.12.117+deb12-amd64,agrees");
  }

  @Test
  void anotherPlaceToHangIsADifferenceInThatField() throws IOException {
    final Invocation compared = compare(Consoles.played()
        .replace("function=vhost_worker_killed", "function=vhost_other")
        .replace("frames=vhost_worker_killed<", "frames=vhost_other<"));
    assertThat(compared.status()).isEqualTo(1);
    assertThat(compared.out())
        .containsPattern("DIFFERS:[\\s\\S]*worker[\\s\\S]*stuck[\\s\\S]*in")
        .contains("2 of 3 orderings");
  }

  @Test
  void anotherOutcomeIsADifference() throws IOException {
    final Invocation compared = compare(
        Consoles.played().replaceAll("(?m)^.*killpath: reported .*\\n", ""), "--format", "csv");
    assertThat(compared.status()).isEqualTo(1);
    assertThat(compared.out()).contains("C,upstream,HUNG_SILENT,", "DIFFERS: outcome");
  }

  @Test
  void theDesignsThatTheKernelBehavesLikeAreNamed() throws IOException {
    final Invocation compared = compare(Consoles.played(), "--which");
    assertThat(compared.out())
        .containsPattern("This kernel behaves like[^.]*upstream")
        .contains("Not like lock-free-detach: C ", "Not like kthread: ");
  }

  @Test
  void underADesignThatTheKernelIsNotBuiltByItDiffers() throws IOException {
    assertThat(compare(Consoles.played(), "--design", "lock-free-detach").status())
        .isEqualTo(1);
    final Invocation unknown = compare(Consoles.played(), "--design", "upstram");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean upstream?");
  }

  @Test
  void aTextThatIsNotKnownHereIsNotCompared() throws IOException {
    final Invocation compared =
        compare(Consoles.played().replaceFirst("digest=\\w+", "digest=0123"));
    assertThat(compared.status()).isEqualTo(1);
    assertThat(compared.out()).contains("not comparable").contains("1 cannot be compared");
  }

  @Test
  void whatCouldNotBeReadIsNoSuccessWhateverElseAgrees() throws IOException {
    final String whole = Consoles.played();
    assertThat(compare(whole.substring(0, whole.indexOf("begin ordering=E2"))).status())
        .isEqualTo(2);
    assertThat(compare(whole.replaceAll("(?m)^.*killpath: stop.*\\n", "")).status())
        .isEqualTo(2);
    assertThat(compare(whole.replace("version=1", "version=9")).status()).isEqualTo(2);
    assertThat(compare("").status()).isEqualTo(2);
    assertThat(compare("\u0000\u00ff\u001b[2J\n".repeat(100)).status()).isEqualTo(2);
    assertThat(compare(whole + "[   70.0] killpath: over phase=\n").status()).isEqualTo(2);
    assertThat(Invocation.of("compare", directory.resolve("none").toString()).status())
        .isEqualTo(2);
  }
}
