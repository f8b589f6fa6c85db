package org.killpath.app.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.KernelOption;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.app.report.answer.ClaimsReport;
import org.killpath.app.report.page.ClaimsPage;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.claim.Claim;
import org.killpath.lab.claim.Claims;
import org.killpath.lab.claim.Measured;
import org.killpath.lab.invent.Cures;
import org.killpath.lab.invent.Lack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath claims}. */
@Command(
    name = "claims",
    description = "Prints what people claimed about the hang, and what measured cells say to it.",
    mixinStandardHelpOptions = true)
public final class ClaimsCommand implements Callable<Integer> {
  private static final Forms<ClaimsReport> FORMS = Forms.<ClaimsReport>of("claims")
      .document(ClaimsReport::document)
      .with("csv", ClaimsReport::csv)
      .with("json", ClaimsReport::json)
      .with("html", ClaimsPage::html);

  /** So many schedules of each staged ordering, and of each raced one, say what a proposal lacks. */
  private static final long STAGED = 5;

  private static final long RACED = 50;

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Mixin
  private KernelOption kernel;

  @Parameters(paramLabel = "CLAIM", arity = "0..*", description = "Only these, as in C1.")
  private List<String> ids = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many cells are explored side by side (default: one for each core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    final Printer<ClaimsReport> printer = output.printer(FORMS, session.terminal());
    if (threads < 1) {
      throw new BadInput("--threads must be at least 1");
    }
    final List<Claim> claims = wanted();
    final int cells = (int)
        claims.stream().flatMap(claim -> claim.cells().stream()).distinct().count();
    final Measured measured;
    try (ProgressDisplay progress = ProgressDisplay.ofCells(session.terminal(), cells)) {
      measured = Measured.of(
          claims,
          design -> kernel.in(session.catalogue(), design),
          () -> new Controlled(Carriers.best()),
          threads,
          progress);
    }
    // What a proposal lacks is searched for in the plain columns alone.
    printer.print(ClaimsReport.of(claims, measured, kernel.isGiven() ? Map.of() : lacks(claims)));
    return Session.AS_EXPECTED;
  }

  private Map<String, Lack> lacks(List<Claim> claims) {
    final Catalogue catalogue = session.catalogue();
    final Cures cures = new Cures(
        catalogue.space(),
        catalogue.scenarios(),
        new Searching(session, threads, Optional.empty()),
        STAGED,
        RACED);
    final Map<String, Lack> lacks = new LinkedHashMap<>();
    claims.stream()
        .flatMap(claim -> claim.proposals().stream())
        .distinct()
        .map(id -> catalogue.space().named(id).orElseThrow())
        .forEach(
            proposal -> cures.lackOf(proposal).ifPresent(lack -> lacks.put(proposal.id(), lack)));
    return lacks;
  }

  private List<Claim> wanted() {
    final List<Claim> all = Claims.all();
    final List<String> names = all.stream().map(Claim::id).toList();
    for (String id : ids) {
      if (!names.contains(id)) {
        throw Catalogue.unknown("claim", id, names);
      }
    }
    return ids.isEmpty()
        ? all
        : all.stream().filter(claim -> ids.contains(claim.id())).toList();
  }
}
