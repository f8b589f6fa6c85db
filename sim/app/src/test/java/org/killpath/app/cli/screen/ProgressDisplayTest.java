package org.killpath.app.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.TerminalUtils;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.Budget;

/** The progress bar. */
class ProgressDisplayTest {
  @Test
  void nothingIsPrintedWithoutATerminal() {
    assertThat(printed(new Terminal(80, false))).isEmpty();
  }

  @Test
  void aBarIsPrintedOnATerminalAndFitsIt() {
    final String printed = printed(new Terminal(80, true));
    assertThat(printed).contains("killpath", "schedules");
    assertThat(printed.split("[\r\n]", -1))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  /** That library would take SIGINT for itself: Ctrl-C would end the process without a table. */
  @Test
  void theBarOpensNoTerminalThroughJline() throws ReflectiveOperationException {
    assertThat(printed(new Terminal(80, true))).isNotEmpty();
    final Field terminal = TerminalUtils.class.getDeclaredField("terminal");
    terminal.setAccessible(true);
    assertThat(terminal.get(null)).isNull();
  }

  private static String printed(Terminal terminal) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (ProgressDisplay display = ProgressDisplay.of(terminal, 2, Budget.ofSchedules(10))) {
      display.schedules(5);
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
