package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.render.DiagnosisPage;
import org.killpath.app.report.page.Tab;

/**
 * The page of a diagnosis in a real Chromium, with names in the log that would do harm if they were
 * not escaped. Skipped, with the reason, where none is installed: {@code apt-get install chromium
 * chromium-driver}.
 */
class DiagnosisInBrowserTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private static final String WORKER = "vhost-<img src=x onerror=document.title='pwned'>";
  private static final String OWNER = "\"'><script>document.title='pwned'</script>";
  private static final String HOLDER = "</title></svg><iframe srcdoc='<b onclick=1>'>";
  private static final String RELEASE = "6.12.0<svg/onload=document.title='pwned'>";

  @RegisterExtension
  static final Tab tab = new Tab();

  private static String hostile(String log) {
    return log.replace("vhost-1000", WORKER)
        .replace("qemu-kvm", OWNER)
        .replace("holder", HOLDER)
        .replaceAll("(?<=tainted )\\d\\S+(?= #)", RELEASE)
        .replace("other_module", "x<b>y");
  }

  private static void open(String log) throws IOException {
    tab.open(DiagnosisPage.of(DIAGNOSING.text(log)));
  }

  private static void nothingCameOfIt() {
    assertThat(tab.browser().getTitle()).doesNotContain("pwned");
    assertThat(tab.all("img, iframe, b[onclick], svg[onload], [onerror], [srcdoc]"))
        .isEmpty();
    assertThat(tab.all("script").stream().map(script -> script.getAttribute("textContent")))
        .noneMatch(text -> text.contains("pwned"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cases/b2-quoted-twice-no-time",
        "cases/g1-nmi-backtrace-with-rip",
        "cases/h1-worker-died-then-flush-hangs",
        "cases/h2-kasan-in-vhost-task",
        "cases/h4-recursive-lock",
        "cases/i1-6.7-flush-holds-worker-mutex",
        "cases/j2-foreign-mutex-in-handler",
        "cases/k3-freezer-worker-running",
        "inputs/core-dump-waits-for-worker",
        "inputs/rcu-stall-then-handler"
      })
  void namesInAnyKindOfReportAreShownAndDoNothing(String log) throws IOException {
    open(hostile(new String(Diagnosing.excerptBytes(log + ".txt"), StandardCharsets.UTF_8)));
    nothingCameOfIt();
    assertThat(tab.first("body").getText()).contains("<");
    assertThat(tab.all("ol.events li")).isNotEmpty();
  }

  @Test
  void whatIsOpenOrWasNotUnderstoodIsShownAndDoesNothing() throws IOException {
    open(hostile("""
        task:vhost-1000      state:R  running task     stack:0     pid:1010  tgid:1000  ppid:1
        BUG: vhost-<script>document.title='pwned'</script>+0x1/0x2 <img src=x onerror=alert(1)>
        == /proc/1000/task/1010/stack<img src=x onerror=alert(1)>
        """));
    nothingCameOfIt();
    assertThat(tab.first("body").getText()).contains("cannot be told", WORKER);
  }
}
