package org.killpath.lab.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Result;
import org.killpath.lab.cell.Cell;

/**
 * One shard of a campaign, with the cells that are finished: what a run leaves behind so that it
 * can be resumed, and put together with other shards.
 *
 * @param shard as in {@code 2/5}
 */
public record CampaignFile(Campaign campaign, String shard, List<Finished> cells) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public CampaignFile {
    Objects.requireNonNull(campaign);
    Objects.requireNonNull(shard);
    cells = List.copyOf(cells);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is no such file
   */
  public static CampaignFile read(String text) {
    try {
      final CampaignFile file = MAPPER.readValue(text, CampaignFile.class);
      if (file == null) {
        throw new IllegalArgumentException("it is no campaign file");
      }
      Shard.parse(file.shard);
      return file;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no campaign file", e);
    }
  }

  /** As JSON: an object with the members campaign, shard and cells. */
  public String text() {
    try {
      return MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * All shards of a campaign as one.
   *
   * @throws IllegalArgumentException if they do not belong together, or something is missing
   */
  public static CampaignFile merge(List<CampaignFile> shards) {
    final CampaignFile first = shards.get(0);
    final int parts = Shard.parse(first.shard).of();
    final Set<Integer> seen = new HashSet<>();
    final List<Finished> cells = new ArrayList<>();
    for (CampaignFile file : shards) {
      first.campaign.difference(file.campaign).ifPresent(difference -> {
        throw new IllegalArgumentException("the shards are of different campaigns: " + difference);
      });
      final Shard shard = Shard.parse(file.shard);
      if (shard.of() != parts) {
        throw new IllegalArgumentException(
            "the shards " + first.shard + " and " + file.shard + " are of different numbers");
      }
      if (!seen.add(shard.number())) {
        throw new IllegalArgumentException("shard " + shard + " is there twice");
      }
      cells.addAll(file.cells);
    }
    for (int number = 1; number <= parts; number++) {
      if (!seen.contains(number)) {
        throw new IllegalArgumentException("shard " + new Shard(number, parts) + " is missing");
      }
    }
    return new CampaignFile(first.campaign, Shard.WHOLE.toString(), cells);
  }

  /**
   * The results of those of {@code wanted} that are finished.
   *
   * @throws org.killpath.engine.search.BadToken if a token is damaged, or of another model or cell
   * @throws org.killpath.engine.strategy.ReplayMismatch if an execution is not what was recorded
   */
  public Map<Cell, Result<Cell>> restore(List<Cell> wanted, Controlled controlled) {
    final Map<String, Finished> byName = new HashMap<>();
    cells.forEach(cell -> byName.put(name(cell.scenario(), cell.design()), cell));
    final Map<Cell, Result<Cell>> results = new HashMap<>();
    for (Cell cell : wanted) {
      final Finished finished =
          byName.get(name(cell.scenario().id(), cell.design().id()));
      if (finished != null) {
        results.put(cell, finished.restore(campaign, cell, controlled));
      }
    }
    return results;
  }

  private static String name(String scenario, String design) {
    return scenario + "\n" + design;
  }
}
