package org.killpath.lab.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.HeldFile;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.cell.Cell;

/**
 * A shard of a campaign that is run, stopped and gone on with: what is finished is kept in a file,
 * now and then and at the end, and is not run again. Called by any thread.
 *
 * <p>Life: {@link #open}, then a run of {@link #rest} that tells this of each finished cell, {@link
 * #with} to have the results of all cells, and {@link #close}, after which {@link #lost} says what
 * could not be kept.
 */
public final class KeptCampaign implements Progress<Cell>, AutoCloseable {
  private static final long BETWEEN_NANOS = 2_000_000_000L;

  private final Campaign campaign;
  private final Shard shard;
  private final List<Cell> cells;
  private final HeldFile file;
  private final Map<Cell, Result<Cell>> before;
  private final List<Finished> finished;
  private long lastWritten = System.nanoTime();
  private Optional<String> lost = Optional.empty();

  private KeptCampaign(
      Campaign campaign,
      Shard shard,
      List<Cell> cells,
      HeldFile file,
      List<Finished> finished,
      Map<Cell, Result<Cell>> before) {
    this.campaign = campaign;
    this.shard = shard;
    this.cells = cells;
    this.file = file;
    this.finished = new ArrayList<>(finished);
    this.before = before;
  }

  /**
   * Takes up what {@code name} has of {@code shard}, and holds the file. It stays as it is if it is
   * refused; an empty one is as good as none.
   *
   * @param all cells of the campaign
   * @throws BadFile if another run uses it, or it is of something else, or not what a run left behind
   * @throws IOException if it cannot be read or written
   */
  public static KeptCampaign open(
      Path name, Campaign campaign, Shard shard, List<Cell> all, Controlled controlled)
      throws IOException {
    final List<Cell> cells = shard.partOf(all);
    final HeldFile file = HeldFile.at(name);
    try {
      List<Finished> finished = List.of();
      Map<Cell, Result<Cell>> before = Map.of();
      if (!file.isEmpty()) {
        final CampaignFile found = CampaignFile.FORM.read(file.content());
        checkSame(found, campaign, shard);
        finished = found.cells();
        before = found.restore(cells, controlled);
      }
      return new KeptCampaign(campaign, shard, cells, file, finished, before);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static void checkSame(CampaignFile found, Campaign campaign, Shard shard) {
    found.campaign().difference(campaign).ifPresent(difference -> {
      throw new BadFile("it is of another campaign: " + difference);
    });
    if (!found.part().equals(shard)) {
      throw new BadFile("it is of shard " + found.part() + ", and not of " + shard);
    }
  }

  /** The cells that are to be run yet. */
  public List<Cell> rest() {
    return cells.stream().filter(cell -> !before.containsKey(cell)).toList();
  }

  /** The results of all cells, in their order: {@code more} and those that were finished before. */
  public List<Result<Cell>> with(List<Result<Cell>> more) {
    final Map<Cell, Result<Cell>> all = new HashMap<>(before);
    more.forEach(result -> all.put(result.subject(), result));
    return cells.stream().map(all::get).toList();
  }

  @Override
  public synchronized void finished(Result<Cell> result) {
    Finished.of(result).ifPresent(finished::add);
    if (System.nanoTime() - lastWritten > BETWEEN_NANOS) {
      write();
      lastWritten = System.nanoTime();
    }
  }

  /** A run does not end because the disk is full just now. */
  private void write() {
    try {
      file.write(CampaignFile.FORM.text(new CampaignFile(campaign, shard.toString(), finished)));
      lost = Optional.empty();
    } catch (IOException e) {
      lost = Optional.of(Reason.of(e));
    }
  }

  /** Why the file does not hold all that is finished; nothing if it does. */
  public synchronized Optional<String> lost() {
    return lost;
  }

  @Override
  public synchronized void close() {
    write();
    try {
      file.close();
    } catch (IOException e) {
      lost = Optional.of(Reason.of(e));
    }
  }
}
