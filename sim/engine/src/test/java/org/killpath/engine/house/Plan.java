package org.killpath.engine.house;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The plan of the house: every package of every module, the lowest first, and those of ours that it
 * may use. All of these stand above it in the text, so that no arrow points up and no circle can be
 * written down. A new package, or a new arrow, is a line that somebody writes here.
 */
final class Plan {
  /** Names are below the root; a line that is indented goes on with the one before. */
  static final Plan HOUSE = Plan.of("""
      engine.kernel.call:
      engine.kernel.state: engine.kernel.call
      engine.kernel: engine.kernel.call engine.kernel.state
      engine.primitive: engine.kernel.call engine.kernel.state engine.kernel
      engine.runtime.carrier:
      engine.runtime: engine.kernel engine.runtime.carrier
      engine.judge: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          engine.runtime
      engine.strategy: engine.kernel engine.runtime
      engine.strategy.dpor: engine.kernel engine.runtime engine.strategy
      engine.search: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.strategy engine.strategy.dpor
      engine.search.free: engine.kernel engine.runtime engine.judge engine.strategy
          engine.search
      engine.draw: engine.kernel.call engine.kernel engine.runtime engine.search
      engine.explore: engine.runtime engine.judge engine.strategy engine.search
      engine.program: engine.kernel.state engine.kernel engine.primitive engine.runtime
          engine.search
      engine.measure: engine.kernel engine.runtime.carrier engine.runtime engine.judge
          engine.strategy engine.strategy.dpor engine.search
      lab.vhost.account: engine.kernel
      lab.vhost.uapi: engine.primitive
      lab.vhost: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          lab.vhost.account lab.vhost.uapi
      lab.vhost.ioctl: engine.kernel.call engine.kernel engine.primitive lab.vhost.uapi
          lab.vhost
      lab.vhost.audit: engine.kernel engine.primitive lab.vhost
      lab.campaign.file:
      lab.campaign.code: lab.campaign.file
      lab.vhost.device: engine.kernel engine.primitive lab.vhost.uapi lab.vhost lab.vhost.ioctl
      lab.vhost.device.net: engine.kernel.call engine.kernel engine.primitive lab.vhost.uapi
          lab.vhost lab.vhost.ioctl lab.vhost.audit lab.vhost.device
      lab.vhost.device.scsi: engine.kernel.call engine.kernel engine.primitive lab.vhost.uapi
          lab.vhost lab.vhost.ioctl lab.vhost.audit lab.vhost.device
      lab.vhost.device.vsock: engine.kernel.call engine.kernel engine.primitive lab.vhost.uapi
          lab.vhost lab.vhost.ioctl lab.vhost.audit lab.vhost.device
      lab.ordering: engine.kernel engine.primitive lab.vhost.device
      lab.ordering.yaml: engine.kernel engine.primitive lab.vhost.device lab.ordering
      lab.scenario: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          engine.runtime engine.search lab.vhost.uapi lab.vhost lab.vhost.device
          lab.vhost.device.net lab.vhost.device.scsi lab.vhost.device.vsock
      lab.cell: engine.kernel.call engine.kernel engine.primitive engine.runtime engine.judge
          engine.strategy engine.search engine.explore engine.program lab.vhost.uapi lab.vhost
          lab.vhost.ioctl lab.vhost.device lab.vhost.device.vsock lab.scenario
      lab.campaign: engine.kernel engine.runtime engine.judge engine.strategy engine.search
          engine.explore lab.vhost lab.campaign.file lab.campaign.code lab.scenario lab.cell
      lab.design.step: engine.kernel.call engine.kernel engine.primitive lab.vhost.account
          lab.vhost
      lab.design: lab.vhost
      lab.design.edit: engine.kernel.call engine.kernel engine.primitive lab.vhost.account
          lab.vhost lab.vhost.device lab.design.step
      lab.scenario.script: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          lab.vhost.uapi lab.vhost lab.vhost.ioctl lab.vhost.device lab.vhost.device.net
          lab.vhost.device.scsi lab.vhost.device.vsock lab.ordering lab.scenario
      lab.catalogue: lab.vhost lab.vhost.device lab.ordering lab.ordering.yaml lab.scenario
          lab.design.edit lab.scenario.script
      lab.claim: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.strategy engine.strategy.dpor engine.search engine.explore
          lab.vhost lab.scenario lab.cell lab.catalogue
      lab.fault: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          engine.runtime engine.judge engine.strategy.dpor engine.search engine.explore
          lab.vhost lab.vhost.device lab.ordering lab.ordering.yaml lab.scenario lab.cell
          lab.catalogue
      lab.invent.book: engine.kernel.call engine.kernel engine.runtime engine.judge engine.strategy
          engine.search engine.explore lab.vhost lab.campaign.file lab.campaign.code
          lab.vhost.device lab.scenario lab.cell lab.design.edit
      lab.invent: engine.kernel.call engine.kernel engine.runtime engine.judge engine.strategy
          engine.search engine.explore lab.vhost lab.campaign.file lab.vhost.device lab.scenario
          lab.cell lab.campaign lab.design.edit lab.invent.book
      lab.table: engine.judge engine.search engine.draw engine.explore lab.vhost lab.scenario
          lab.cell
      lab.truth: engine.kernel.state engine.kernel engine.runtime engine.judge engine.search
          engine.explore lab.vhost lab.scenario lab.cell
      app.cli.screen: engine.explore lab.campaign.file lab.cell
      app.cli.option: engine.runtime.carrier engine.runtime engine.judge engine.strategy
          engine.search engine.explore lab.vhost lab.campaign.file lab.campaign.code lab.ordering
          lab.ordering.yaml lab.scenario lab.cell lab.campaign lab.design.edit lab.catalogue
          lab.invent.book lab.invent lab.table app.cli.screen
      app.diagnose.log:
      app.diagnose.log.packing:
      app.diagnose.log.line: app.diagnose.log.packing
      app.diagnose.log.dressing:
      app.diagnose.log.form: app.diagnose.log
      app.diagnose.log.report: app.diagnose.log app.diagnose.log.line app.diagnose.log.dressing
          app.diagnose.log.form
      app.diagnose.evidence.kernel: app.diagnose.log
      app.diagnose.evidence.task: lab.vhost.device lab.scenario app.diagnose.log
          app.diagnose.log.line app.diagnose.log.report app.diagnose.evidence.kernel
      app.diagnose.evidence: lab.vhost.device lab.scenario app.diagnose.log
          app.diagnose.log.line app.diagnose.log.report app.diagnose.evidence.kernel
          app.diagnose.evidence.task
      app.diagnose.match: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          engine.judge engine.search engine.explore lab.vhost lab.scenario lab.cell
          lab.design.edit lab.catalogue app.diagnose.log app.diagnose.evidence.kernel
          app.diagnose.evidence.task app.diagnose.evidence
      app.diagnose.recorded: engine.kernel.call engine.kernel.state engine.kernel
          engine.primitive engine.judge lab.vhost lab.scenario lab.cell app.diagnose.match
      app.diagnose.words: engine.kernel.call engine.kernel engine.judge lab.scenario lab.cell
          app.diagnose.log app.diagnose.log.line app.diagnose.log.report
          app.diagnose.evidence.kernel app.diagnose.evidence.task app.diagnose.evidence
          app.diagnose.match
      app.diagnose: engine.judge engine.search engine.explore lab.vhost lab.scenario lab.cell
          lab.catalogue app.diagnose.log app.diagnose.log.line app.diagnose.log.report
          app.diagnose.evidence.kernel app.diagnose.evidence.task app.diagnose.evidence
          app.diagnose.match app.diagnose.words
      app.kit: engine.kernel engine.primitive lab.campaign.file lab.vhost.device lab.ordering
          lab.ordering.yaml lab.catalogue
      app.kit.heard:
      app.report.text:
      app.report.verdict: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.search engine.draw lab.cell lab.table
      app.report.answer: engine.kernel.call engine.kernel.state engine.kernel engine.judge
          engine.search engine.explore lab.vhost lab.scenario lab.cell lab.campaign
          lab.design.edit lab.claim lab.fault lab.invent.book lab.invent lab.table app.report.text
          app.report.verdict
      app.report.klog: engine.kernel.call engine.kernel.state engine.kernel engine.primitive
          engine.runtime engine.judge engine.search lab.cell app.report.verdict
      app.report.table: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.search engine.explore lab.vhost lab.vhost.device lab.scenario
          lab.cell lab.design.edit lab.table lab.truth app.report.text app.report.verdict
      app.report.kernel: engine.judge engine.search engine.explore lab.cell lab.table lab.truth
          app.kit.heard app.report.text
      app.report.timeline: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.search lab.cell
      app.report.page: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.search engine.explore lab.vhost lab.scenario lab.cell lab.claim
          lab.table app.report.verdict app.report.answer app.report.klog app.report.table
          app.report.timeline
      app.diagnose.render: engine.judge engine.draw lab.vhost.device lab.scenario lab.cell
          lab.table app.diagnose.log app.diagnose.log.line app.diagnose.log.report
          app.diagnose.evidence.kernel app.diagnose.evidence.task app.diagnose.evidence
          app.diagnose.match app.diagnose.words app.diagnose app.report.text app.report.page
      app.report.letter: engine.kernel.call engine.kernel.state engine.kernel engine.runtime
          engine.judge engine.search engine.draw engine.explore lab.vhost lab.scenario lab.cell
          lab.design.edit lab.invent.book lab.invent lab.table app.report.verdict app.report.table
      app.report.speed: engine.runtime.carrier engine.strategy engine.search engine.measure
          lab.cell lab.table app.report.text
      app.cli.command.bench: engine.runtime.carrier engine.runtime engine.judge engine.strategy
          engine.search engine.explore engine.program engine.measure lab.scenario lab.cell
          lab.table app.cli.screen app.cli.option app.report.speed
      app.cli.command.machine: engine.judge engine.search engine.explore lab.vhost
          lab.campaign.file lab.ordering lab.ordering.yaml lab.scenario lab.cell lab.design.edit
          lab.catalogue app.cli.option app.kit app.kit.heard app.report.kernel
      app.cli.command: engine.runtime.carrier engine.runtime engine.judge engine.strategy
          engine.search engine.explore lab.vhost lab.campaign.file lab.campaign.code
          lab.vhost.device lab.scenario lab.cell lab.campaign lab.design.edit lab.claim lab.fault lab.invent.book lab.invent lab.table
          lab.truth app.cli.screen app.cli.option app.diagnose.evidence.kernel
          app.diagnose.evidence.task app.diagnose.evidence app.diagnose.match
          app.diagnose.recorded app.diagnose app.report.verdict app.report.answer
          app.report.klog app.report.table app.report.timeline app.report.page
          app.diagnose.render app.report.letter
      app.cli: engine.strategy engine.search engine.explore lab.campaign.file lab.ordering
          lab.catalogue app.cli.screen app.cli.option app.cli.command.bench
          app.cli.command.machine app.cli.command
      stress.fork: engine.runtime engine.judge engine.search.free lab.vhost lab.scenario
          lab.cell lab.catalogue
      stress.ordering: stress.fork
      stress.detector: engine.kernel.state engine.kernel engine.primitive engine.runtime
          stress.fork
      stress.result: engine.judge engine.search engine.explore lab.vhost lab.scenario lab.cell
          stress.fork
      stress.run: engine.runtime.carrier engine.runtime engine.judge engine.strategy
          engine.explore lab.vhost lab.vhost.device lab.scenario lab.cell stress.fork
          stress.ordering stress.result
      stress.report: engine.judge engine.explore lab.vhost lab.scenario lab.campaign.file lab.cell
          lab.table stress.result stress.run
      stress: lab.vhost lab.scenario lab.campaign.file lab.cell lab.catalogue stress.result
          stress.run stress.report
      bench: engine.kernel.state engine.kernel engine.primitive engine.runtime.carrier
          engine.runtime engine.judge engine.strategy engine.search engine.program
          engine.measure lab.vhost.uapi lab.vhost lab.vhost.ioctl lab.vhost.device
          lab.vhost.device.vsock lab.cell lab.catalogue""");

  private final Map<String, Set<String>> arrows;

  private Plan(Map<String, Set<String>> arrows) {
    this.arrows = arrows;
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if a package stands there twice, or may use one that does not
   *     stand before it
   */
  static Plan of(String text) {
    final Map<String, Set<String>> arrows = new LinkedHashMap<>();
    text.replaceAll("\\n +", " ").lines().forEach(line -> {
      final String[] sides = line.split(": *", 2);
      final Set<String> used = sides[1].isEmpty() ? Set.of() : Set.of(sides[1].split(" +"));
      if (!arrows.keySet().containsAll(used)) {
        throw new IllegalArgumentException(sides[0] + " may only use what stands before it");
      }
      if (arrows.put(sides[0], used) != null) {
        throw new IllegalArgumentException(sides[0] + " is there twice");
      }
    });
    return new Plan(Map.copyOf(arrows));
  }

  boolean knows(String room) {
    return arrows.containsKey(room);
  }

  /** Whether a class of the one package may use one of the other. */
  boolean allows(String user, String used) {
    return user.equals(used) || arrows.getOrDefault(user, Set.of()).contains(used);
  }
}
