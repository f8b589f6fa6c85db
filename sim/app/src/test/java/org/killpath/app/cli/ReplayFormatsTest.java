package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What replay, table and explore write other than text. */
class ReplayFormatsTest {
  private static String token() {
    return Invocation.of("explore", "C", "upstream", "--schedules", "5", "--format", "csv")
        .lines()
        .get(1)
        .replaceAll(".*,", "");
  }

  @Test
  void aReportIsThatOfTheWantedKernel() {
    final String token = token();
    assertThat(Invocation.of("replay", token, "--report", "hung-task").out())
        .contains("INFO: task vhost-38:41 blocked for more than", "3 locks held by vhost-38/41:");
    assertThat(Invocation.of("replay", token, "--report", "hung-task", "--kernel", "7.3")
            .out())
        .contains("likely owned by task gt-holder:39.", "locks held by vhost-38/41: 3, on CPU#0:");
    assertThat(Invocation.of("replay", token, "--report", "blocked").out())
        .contains("sysrq: Show Blocked State");
    assertThat(Invocation.of("replay", token, "--report", "locks").out())
        .contains("sysrq: Show Locks Held");
    assertThat(Invocation.of("replay", token, "--report", "lockdep").out())
        .contains("lockdep is silent");
  }

  @Test
  void aReportOrAKernelThatNobodyKnowsIsBadInput() {
    final Invocation report = Invocation.of("replay", token(), "--report", "hung-tasks");
    assertThat(report.status()).isEqualTo(2);
    assertThat(report.err()).contains("did you mean hung-task?").hasLineCount(1);
    final Invocation kernel =
        Invocation.of("replay", token(), "--report", "locks", "--kernel", "5.4");
    assertThat(kernel.status()).isEqualTo(2);
    assertThat(kernel.err()).contains("'5.4'", "6.12, 7.3").hasLineCount(1);
    assertThat(Invocation.of("replay", token(), "--kernel", "6.12").err())
        .contains("--report is missing");
    assertThat(Invocation.of("replay", token(), "--report", "locks", "--format", "html")
            .status())
        .isEqualTo(2);
  }

  @Test
  void aPageAndAPictureAndATraceAreWrittenToAFile(@TempDir Path directory) throws IOException {
    final String token = token();
    final Path page = directory.resolve("page.html");
    assertThat(Invocation.of("replay", token, "--format", "html", "-o", page.toString())
            .status())
        .isZero();
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("SIGKILL to group 38");
    assertThat(Invocation.of("replay", token, "--format", "svg").out())
        .startsWith("<svg xmlns=")
        .endsWith("</svg>\n");
    assertThat(new ObjectMapper()
            .readTree(Invocation.of("replay", token, "--format", "perfetto").out())
            .get("traceEvents"))
        .hasSizeGreaterThan(50);
  }

  @Test
  void aTableIsAPageOrAPicture() {
    final String[] cells = {"table", "--scenarios", "C", "--designs", "upstream,kthread"};
    assertThat(with(cells, "html").out()).contains(">HUNG_RELEASED</td>", "id=\"folded\"");
    assertThat(with(cells, "svg").out()).contains("HUNG_RELEASED", "kthread");
    assertThat(with(new String[] {"explore", "C", "upstream"}, "html").out())
        .contains("<h1>C x upstream</h1>");
  }

  @Test
  void claimsAreALineEachOrAPage() {
    final Invocation csv = Invocation.of("claims", "C6", "--format", "csv");
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv.lines().get(0)).startsWith("claim,by,says,verdict,because,cells,method,token");
    assertThat(csv.lines().get(1)).startsWith("C6,").contains(",holds,", ",kp");
    assertThat(Invocation.of("claims", "C6", "--format", "html").out())
        .startsWith("<!DOCTYPE html>")
        .contains("answer-holds", "killpath replay --trace kp");
  }

  @Test
  void anExecutionThatCompletedHasAPageToo() {
    final String token = Invocation.of(
            "explore", "B", "upstream", "--schedules", "5", "--format", "csv")
        .lines()
        .get(1)
        .replaceAll(".*,", "");
    assertThat(Invocation.of("replay", token, "--format", "html").out())
        .contains("COMPLETED", "The watchdog reports nobody")
        .doesNotContain("class=\"chain\"");
    assertThat(Invocation.of("replay", token, "--report", "hung-task").out())
        .contains("the watchdog reports nobody")
        .doesNotContain("INFO: task");
  }

  private static Invocation with(String[] arguments, String format) {
    final String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
    all[arguments.length] = "--schedules";
    all[arguments.length + 1] = "10";
    all[arguments.length + 2] = "--format";
    all[arguments.length + 3] = format;
    return Invocation.of(all);
  }
}
