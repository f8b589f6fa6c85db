package org.killpath.app.cli.screen;

import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;

/** Shows how far a run has come: a bar on a terminal, nothing in a pipe. */
public interface ProgressDisplay extends Progress<Cell>, AutoCloseable {
  @Override
  void close();

  /** Another of the cells is finished, of which there is no more to tell. */
  default void oneMore() {}

  /** For a run of so many cells. */
  static ProgressDisplay of(Terminal terminal, int cells, Budget budget) {
    return terminal.progress()
        ? new Bar(cells, budget.schedules(), terminal.width())
        : new Nothing();
  }

  /** For a run of so many cells, when nobody knows how long one takes. */
  static ProgressDisplay ofCells(Terminal terminal, int cells) {
    return terminal.progress()
        ? new Bar(cells, OptionalLong.empty(), terminal.width())
        : new Nothing();
  }

  /** No display. */
  final class Nothing implements ProgressDisplay {
    @Override
    public void close() {}
  }

  /** Counts schedules where their number is known, else cells. */
  final class Bar implements ProgressDisplay {
    private final OptionalLong each;
    private final ProgressBar bar;

    Bar(int cells, OptionalLong each, int width) {
      this.each = each;
      this.bar = new ProgressBarBuilder()
          .setTaskName("killpath")
          .setInitialMax(Math.multiplyExact(cells, each.orElse(1)))
          .setUnit(each.isPresent() ? " schedules" : " cells", 1)
          .setStyle(ProgressBarStyle.ASCII)
          .setConsumer(new ConsoleProgressBarConsumer(System.err, width - 1))
          .setUpdateIntervalMillis(200)
          .showSpeed()
          .clearDisplayOnFinish()
          .build();
    }

    @Override
    public void schedules(long more) {
      if (each.isPresent()) {
        bar.stepBy(more);
      }
    }

    @Override
    public void finished(Result<Cell> result) {
      bar.stepBy(each.isPresent() ? each.getAsLong() - result.schedules() : 1);
    }

    @Override
    public void oneMore() {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
