package org.killpath.app.diagnose.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.killpath.app.diagnose.Diagnosis;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.match.DesignEffect;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.words.TimelineEvent;
import org.killpath.app.report.text.Json;
import org.killpath.lab.cell.ModelVersion;

/** A diagnosis as JSON; the manual has the schema. */
public final class DiagnosisJson {
  private DiagnosisJson() {}

  public static String of(Diagnosis diagnosis) {
    final ObjectNode root = Json.object();
    root.put("model", ModelVersion.CURRENT);
    root.put("summary", diagnosis.summary());
    final ObjectNode read = root.putObject("read");
    read.put("bytes", diagnosis.extent().bytes());
    read.put("lines", diagnosis.extent().lines());
    read.put("cut", diagnosis.extent().cut());
    read.put("kernel_lines", diagnosis.kernelLines());
    read.put("vhost_lines", diagnosis.extent().vhost());
    read.put("reports", diagnosis.reports());
    read.put("not_understood", diagnosis.understood().missedCount());
    strings(read.putArray("unpacked"), diagnosis.extent().steps());
    strings(read.putArray("unread"), diagnosis.extent().unread());
    read.put("words", diagnosis.understanding());
    strings(root.putArray("answer"), diagnosis.answer());
    final ArrayNode hangs = root.putArray("hangs");
    diagnosis.hangs().forEach(hang -> hang(hangs.addObject(), hang));
    final ArrayNode timeline = root.putArray("timeline");
    diagnosis.timeline().forEach(event -> event(timeline.addObject(), event));
    strings(root.putArray("notes"), diagnosis.notes());
    strings(root.putArray("capture_next"), diagnosis.captureNext());
    if (!diagnosis.method().isEmpty()) {
      root.put("method", diagnosis.method());
    }
    return Json.text(root);
  }

  private static void event(ObjectNode node, TimelineEvent event) {
    node.put("boot", event.boot());
    event.time().ifPresent(time -> node.put("time", time));
    node.put("line", event.line());
    node.put("kind", event.kind());
    node.put("task", event.who());
    node.put("what", event.what());
    node.put("means", event.means());
  }

  private static void hang(ObjectNode node, DiagnosedHang hang) {
    node.put("headline", hang.headline());
    hang.release().ifPresent(release -> node.put("kernel", release));
    node.put("kernel_code", hang.age().code().name().toLowerCase(Locale.ROOT));
    node.put("silent", hang.hang().silent());
    node.put("certainty", hang.hang().certainty().name().toLowerCase(Locale.ROOT));
    node.put("cause", hang.cause());
    strings(node.putArray("known_bugs"), hang.knownBugs());
    hang.hang()
        .device()
        .ifPresent(device -> node.put("device", device.name().toLowerCase(Locale.ROOT)));
    task(node.putObject("task"), hang.hang().victim());
    node.put("where", hang.where());
    node.put("waits_for", hang.waitsFor());
    final ArrayNode others = node.putArray("others");
    hang.hang().others().forEach(other -> task(others.addObject(), other));
    final ArrayNode similar = node.putArray("similar");
    hang.hang().similar().forEach(other -> task(similar.addObject(), other));
    final ArrayNode tied = node.putArray("tied");
    hang.hang().tied().forEach(other -> task(tied.addObject(), other));
    hang.hang().outside().ifPresent(outside -> {
      final ObjectNode wait = node.putObject("outside");
      wait.put("function", outside.function());
      wait.put("part", outside.part());
    });
    holder(node.putObject("holder"), hang);
    final ArrayNode chain = node.putArray("chain");
    hang.hang().chain().links().forEach(link -> {
      final ObjectNode one = chain.addObject();
      one.put("certain", link.certain());
      task(one.putObject("task"), link.task());
    });
    node.put("deadlock", !hang.hang().chain().deadlocked().isEmpty());
    final ArrayNode orderings = node.putArray("orderings");
    int rank = 1;
    for (Match match : hang.orderings()) {
      ordering(orderings.addObject(), match, rank <= hang.alike() ? 1 : rank);
      rank++;
    }
    final ArrayNode designs = node.putArray("designs");
    hang.effects().forEach(effect -> design(designs.addObject(), effect));
    strings(node.putArray("remarks"), hang.remarks());
    strings(node.putArray("cannot_tell"), hang.cannotTell());
    strings(node.putArray("capture_next"), hang.captureNext());
  }

  private static void task(ObjectNode node, Seen task) {
    node.put("comm", task.task().comm());
    node.put("pid", task.task().pid());
    task.tgid().ifPresent(tgid -> node.put("tgid", tgid));
    task.state().ifPresent(state -> node.put("state", state.toString()));
    task.hungFor().ifPresent(seconds -> node.put("hung_for", seconds));
    node.put("seen_running", task.timesRunning());
    node.put("seen_asleep", task.timesAsleep());
    node.put(
        "wait",
        Halt.of(task.trace())
            .map(Halt::name)
            .orElse(task.trace().kind().name())
            .toLowerCase(Locale.ROOT));
    strings(node.putArray("functions"), task.trace().functions());
    final ArrayNode locks = node.putArray("locks");
    task.locks().forEach(lock -> lock(locks.addObject(), lock));
    task.waitsFor().ifPresent(lock -> lock(node.putObject("wanted"), lock));
    task.counts().ifPresent(counts -> {
      final ObjectNode count = node.putObject("lock_count");
      count.put("least", counts.least());
      count.put("most", counts.most());
    });
  }

  private static void lock(ObjectNode node, SeenLock lock) {
    node.put("name", lock.name());
    node.put("address", lock.lock().address());
    node.put("at", lock.lock().at());
  }

  private static void holder(ObjectNode node, DiagnosedHang hang) {
    final Holder holder = hang.hang().holder();
    if (holder instanceof Holder.Known known) {
      node.put("known", true);
      node.put("certain", known.certain());
      task(node.putObject("task"), known.task());
    } else if (holder instanceof Holder.Suspects suspects) {
      node.put("known", false);
      final ArrayNode tasks = node.putArray("suspects");
      for (Holder.Suspect suspect : suspects.tasks()) {
        final ObjectNode one = tasks.addObject();
        one.put("likeliest", suspect.likeliest());
        task(one.putObject("task"), suspect.task());
        strings(one.putArray("reasons"), suspect.reasons());
      }
      node.put("excluded", suspects.excluded());
    } else {
      node.put("known", false);
      if (holder instanceof Holder.Died died) {
        node.put("died", true);
        task(node.putObject("task"), died.task());
      }
    }
    strings(node.putArray("words"), hang.holder());
  }

  private static void ordering(ObjectNode node, Match match, int rank) {
    node.put("rank", rank);
    node.put("scenario", match.scenario());
    node.put("design", match.design());
    node.put("outcome", match.sight().outcome().name());
    node.put("fits", match.isWhole());
    node.put("points", match.points());
    strings(node.putArray("agreements"), match.agreements());
    strings(node.putArray("objections"), match.objections());
    node.put("count", match.sight().count());
    node.put("schedules", match.sight().of());
    node.put("token", match.sight().token());
  }

  private static void design(ObjectNode node, DesignEffect effect) {
    node.put("design", effect.design());
    node.put("avoids", effect.avoidsTheHang());
    node.put("worst", effect.worst().name());
    strings(node.putArray("hangs_in"), effect.hangsIn());
    strings(node.putArray("others_hang_in"), effect.othersHangIn());
    strings(node.putArray("measured_in"), effect.in());
  }

  private static void strings(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
