package org.killpath.app.cli.option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.cli.Killpath;
import org.killpath.engine.search.Explorer.Progress;
import org.killpath.engine.search.Result;
import org.killpath.lab.campaign.Campaign;
import org.killpath.lab.campaign.CampaignFile;
import org.killpath.lab.campaign.Finished;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.cell.Cell;

/** Writes down which cells are finished, now and then and at the end. Called by any thread. */
final class Checkpoint implements Progress<Cell>, AutoCloseable {
  private static final long BETWEEN_NANOS = 2_000_000_000L;

  private final Killpath killpath;
  private final AtomicFile file;
  private final Campaign campaign;
  private final Shard shard;
  private final List<Finished> cells;
  private long lastWritten = System.nanoTime();

  /** {@code before} has been finished by an earlier run. */
  Checkpoint(
      Killpath killpath, AtomicFile file, Campaign campaign, Shard shard, List<Finished> before) {
    this.killpath = killpath;
    this.file = file;
    this.campaign = campaign;
    this.shard = shard;
    this.cells = new ArrayList<>(before);
  }

  @Override
  public synchronized void finished(Result<Cell> result) {
    Finished.of(result).ifPresent(cells::add);
    if (System.nanoTime() - lastWritten > BETWEEN_NANOS) {
      write();
      lastWritten = System.nanoTime();
    }
  }

  /** Empty if that went well; a run does not end because the disk is full. */
  private Optional<IOException> write() {
    try {
      file.write(new CampaignFile(campaign, shard.toString(), cells).text());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  @Override
  public synchronized void close() {
    write().ifPresent(e -> killpath.say("what is finished was not kept: " + e.getMessage()));
  }
}
