package org.killpath.lab.campaign;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.KeptFile;
import org.killpath.lab.cell.Cell;

/**
 * One shard of a campaign, with the cells that are finished: what a run leaves behind so that it
 * can be resumed, and put together with other shards.
 *
 * @param shard as in {@code 2/5}
 */
public record CampaignFile(Campaign campaign, String shard, List<Finished> cells)
    implements KeptFile.Body {
  /** How it is written and read. */
  public static final KeptFile<CampaignFile> FORM =
      new KeptFile<>("campaign", 4, CampaignFile.class);

  public CampaignFile {
    Objects.requireNonNull(campaign);
    Objects.requireNonNull(shard);
    cells = List.copyOf(cells);
  }

  @Override
  public void check() {
    campaign.check();
    final BitSet its = part().places(campaign.size());
    final Set<Long> seen = new HashSet<>();
    for (Finished cell : cells) {
      final Long number = campaign
          .number(cell.scenario(), cell.design())
          .orElseThrow(() -> damaged(cell, "is none of its cells"));
      if (!its.get(number.intValue())) {
        throw damaged(cell, "is not of shard " + shard);
      }
      if (!seen.add(number)) {
        throw damaged(cell, "is there twice");
      }
      cell.check(campaign);
    }
  }

  private static BadFile damaged(Finished cell, String what) {
    return new BadFile("it is damaged: " + cell.scenario() + " x " + cell.design() + " " + what);
  }

  /** Which part of the campaign it is. */
  Shard part() {
    try {
      return Shard.parse(shard);
    } catch (IllegalArgumentException e) {
      throw new BadFile("it is damaged: " + e.getMessage());
    }
  }

  /**
   * All shards of a campaign as one.
   *
   * @throws BadFile if they do not belong together, or something is missing
   */
  public static CampaignFile merge(List<CampaignFile> shards) {
    final CampaignFile first = shards.get(0);
    final int parts = first.part().of();
    final Set<Integer> seen = new HashSet<>();
    final List<Finished> cells = new ArrayList<>();
    for (CampaignFile file : shards) {
      first.campaign.difference(file.campaign).ifPresent(difference -> {
        throw new BadFile("the shards are of different campaigns: " + difference);
      });
      final Shard shard = file.part();
      if (shard.of() != parts) {
        throw new BadFile(
            "the shards " + first.shard + " and " + file.shard + " are of different numbers");
      }
      if (!seen.add(shard.number())) {
        throw new BadFile("shard " + shard + " is there twice");
      }
      cells.addAll(file.cells);
    }
    for (int number = 1; number <= parts; number++) {
      if (!seen.contains(number)) {
        throw new BadFile("shard " + new Shard(number, parts) + " is missing");
      }
    }
    return new CampaignFile(first.campaign, Shard.WHOLE.toString(), cells);
  }

  /**
   * The results of those of {@code wanted} that are finished; each execution that it names is run
   * again.
   *
   * @throws BadFile if something is not what a run leaves behind, or of another model
   */
  public Map<Cell, Result<Cell>> restore(List<Cell> wanted, Controlled controlled) {
    final Map<Long, Finished> byNumber = new HashMap<>();
    cells.forEach(
        cell -> byNumber.put(campaign.number(cell.scenario(), cell.design()).orElseThrow(), cell));
    final Map<Cell, Result<Cell>> results = new HashMap<>();
    for (Cell cell : wanted) {
      campaign
          .number(cell.scenario().key(), cell.design().id())
          .map(byNumber::get)
          .ifPresent(finished -> results.put(cell, restore(finished, cell, controlled)));
    }
    return results;
  }

  private Result<Cell> restore(Finished finished, Cell cell, Controlled controlled) {
    try {
      return finished.restore(campaign, cell, controlled);
    } catch (BadToken | ReplayMismatch e) {
      throw damaged(finished, "cannot be run again: " + e.getMessage());
    }
  }
}
