package org.killpath.app.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.answer.LacksReport;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.Completion;
import org.killpath.lab.invent.Laboratory;
import org.killpath.lab.invent.Question;
import org.killpath.lab.invent.Smallest;
import org.killpath.lab.invent.book.Book;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath lacks}. */
@Command(
    name = "lacks",
    description = "Says what a change lacks: the fewest edits that have to be added to it until"
        + " nothing hangs that an edit could avoid, with a replay of what happens without each.",
    mixinStandardHelpOptions = true)
public final class LacksCommand implements Callable<Integer> {
  private static final Forms<LacksReport> FORMS =
      Forms.<LacksReport>of("lacks").document(LacksReport::document);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Parameters(
      paramLabel = "DESIGN",
      description = "What you want to merge: upstream, a design, or a sum of edits such as"
          + " copy-before-lock+drain-first.")
  private String change;

  @Option(
      names = "--edits",
      paramLabel = "N",
      description = "Sets of at most so many edits, its own included (default: 12).",
      converter = Converters.Count.class)
  private long edits = 12;

  @Option(
      names = "--raced",
      paramLabel = "N",
      description = "So many schedules of each raced ordering, unless a third as many are all that"
          + " there are (default: 300).",
      converter = Converters.Count.class)
  private long raced = 300;

  @Option(
      names = "--proof",
      paramLabel = "N",
      description = "Of sets in which nothing bad was seen, so many executions of each cell"
          + " besides, all that there are if those are no more (default: 3000).",
      converter = Converters.Count.class)
  private long proof = 3_000;

  @Mixin
  private SpaceOptions searched;

  @Override
  public Integer call() {
    final Printer<LacksReport> printer = output.printer(FORMS, session.terminal());
    final Catalogue catalogue = session.catalogue();
    final EditedDesign set = set(catalogue);
    final Question question = question(catalogue, set);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Searching searching = new Searching(session, searched.threads(), searched.time());
      final Laboratory laboratory = new Laboratory(question, searching, new Book());
      final Completion completion = new Completion(question, laboratory, controlled, this::show);
      final Optional<EditedDesign> found = completion.find();
      final boolean cut = laboratory.isCut();
      searching.searched();
      final LacksReport report =
          LacksReport.of(set, found.map(completion::whole), cut, completion, laboratory);
      printer.print(report);
      report.warning().filter(words -> !printer.saysAll()).ifPresent(session::say);
    }
    return Session.AS_EXPECTED;
  }

  private EditedDesign set(Catalogue catalogue) {
    if (catalogue.design(change) instanceof EditedDesign set) {
      return set;
    }
    throw new BadInput(change + " is a class of its own, to which no edits can be added; name the"
        + " edits that it is made of (killpath list --edits)");
  }

  private Question question(Catalogue catalogue, EditedDesign set) {
    final DesignSpace space = catalogue.space();
    final List<Edit> mustNot = searched.forbidden(space);
    set.edits().stream().filter(mustNot::contains).findFirst().ifPresent(edit -> {
      throw new BadInput(edit + " is in " + change + " and forbidden");
    });
    if (set.edits().size() > edits) {
      throw new BadInput(
          change + " has " + set.edits().size() + " edits, and sets may have " + edits);
    }
    return new Question(
        space,
        space.edits().stream()
            .filter(edit -> edit.kind() == Edit.Kind.PROPOSAL)
            .filter(edit -> !mustNot.contains(edit) && !set.edits().contains(edit))
            .toList(),
        set.edits(),
        (int) Math.min(edits, space.edits().size()),
        0,
        List.of(),
        searched.scenarios(catalogue),
        searched.staged(),
        raced,
        0,
        proof);
  }

  private void show(Smallest search) {
    if (session.terminal().progress()) {
      session.say("every set with fewer than " + search.atLeast() + " edits is refuted; "
          + search.sets() + " sets were run");
    }
  }
}
