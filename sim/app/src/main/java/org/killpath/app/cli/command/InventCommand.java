package org.killpath.app.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.BookOptions;
import org.killpath.app.cli.option.BookOptions.OpenBook;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Converters;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.answer.FrontPicture;
import org.killpath.app.report.answer.InventReport;
import org.killpath.app.report.answer.SmallestReport;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.Invention;
import org.killpath.lab.invent.Laboratory;
import org.killpath.lab.invent.Question;
import org.killpath.lab.invent.Smallest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath invent}. */
@Command(
    name = "invent",
    description =
        "Searches the sets of edits: which leave the fewest hangs, with the fewest edits, at"
            + " the lowest cost on the data path.",
    mixinStandardHelpOptions = true)
public final class InventCommand implements Callable<Integer> {
  private static final Forms<InventReport> FORMS = Forms.<InventReport>of("invent")
      .document(InventReport::document)
      .with("svg", FrontPicture::svg);
  private static final Forms<SmallestReport> SMALLEST =
      Forms.<SmallestReport>of("smallest").document(SmallestReport::document);

  @ParentCommand
  private Session session;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS, SMALLEST);

  @Option(
      names = "--edits",
      paramLabel = "N",
      description = "Sets of at most so many edits, the required ones included (default: 2).",
      converter = Converters.Count.class)
  private long edits = 2;

  @Option(
      names = "--grow",
      paramLabel = "N",
      description =
          "Then also sets that differ by one edit from one that no other beats, and so on,"
              + " as long as they have at most so many edits (default: none).",
      converter = Converters.Count.class)
  private Optional<Long> grown = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "SET",
      description = "Measure these sets in any case, and grow from them, too.",
      converter = Converters.Names.class)
  private List<NameList> from = new ArrayList<>();

  @Option(
      names = "--among",
      paramLabel = "EDIT",
      description = "Only these edits (default: all but mistakes of the past).",
      converter = Converters.Names.class)
  private List<NameList> among = new ArrayList<>();

  @Option(
      names = "--require",
      paramLabel = "EDIT",
      description = "Only sets with these edits.",
      converter = Converters.Names.class)
  private List<NameList> required = new ArrayList<>();

  @Option(
      names = "--raced",
      paramLabel = "N",
      description = "So many schedules of each raced ordering (default: 100).",
      converter = Converters.Count.class)
  private long raced = 100;

  @Option(
      names = "--deep",
      paramLabel = "N",
      description = "For sets that nothing beats, so many of each raced ordering in which any set"
          + " shows something bad that is no hang (default: none).",
      converter = Converters.Count.class)
  private Optional<Long> deep = Optional.empty();

  @Option(
      names = "--proof",
      paramLabel = "N",
      description = "For sets that nothing beats, prove each cell that takes at most so many"
          + " executions (default: no proofs).",
      converter = Converters.Count.class)
  private Optional<Long> proof = Optional.empty();

  @Option(
      names = "--smallest",
      description = "Instead: how many edits does a set have at least that leaves nothing bad?"
          + " Looks for one with at most --edits, and refutes all smaller ones.")
  private boolean smallest;

  @Mixin
  private SpaceOptions searched;

  @Mixin
  private BookOptions books;

  @Override
  public Integer call() {
    if (smallest) {
      return findSmallest();
    }
    final Printer<InventReport> printer = output.printer(FORMS, session.terminal());
    final Question question = question();
    try (Controlled controlled = new Controlled(Carriers.best());
        OpenBook open = books.open(session, controlled)) {
      final InventReport report = search(question, open, controlled);
      printer.print(report);
      report.warning().filter(words -> !printer.saysAll()).ifPresent(session::say);
    }
    return Session.AS_EXPECTED;
  }

  private int findSmallest() {
    final Printer<SmallestReport> printer = output.printer(SMALLEST, session.terminal());
    if (!books.shard().equals(Shard.WHOLE)) {
      throw new BadInput("--smallest cannot be done in parts: leave --shard out");
    }
    if (grown.isPresent() || !from.isEmpty()) {
      throw new BadInput(
          "--smallest looks at every set with few edits: leave --grow and --from out");
    }
    final Question question = question();
    try (Controlled controlled = new Controlled(Carriers.best());
        OpenBook open = books.open(session, controlled)) {
      final Laboratory laboratory = new Laboratory(
          question, new Searching(session, searched.threads(), searched.time()), open.book());
      final Smallest search = new Smallest(question, laboratory, controlled, state -> {
        open.keep();
        show(state);
      });
      final SmallestReport report = SmallestReport.of(search.find(), search, laboratory);
      printer.print(report);
      report.warning().filter(words -> !printer.saysAll()).ifPresent(session::say);
    }
    return Session.AS_EXPECTED;
  }

  private void show(Smallest search) {
    if (session.terminal().progress()) {
      session.say("every set with fewer than " + search.atLeast() + " edits is refuted; "
          + search.sets() + " sets were run");
    }
  }

  private InventReport search(Question question, OpenBook open, Controlled controlled) {
    final Searching searching = new Searching(session, searched.threads(), searched.time());
    final Invention invention = new Invention(
        question,
        new Laboratory(question, searching, open.book()),
        design -> searching.cost(design, controlled),
        books.shard(),
        state -> {
          open.keep();
          show(state);
        });
    invention.run();
    searching.searched();
    return InventReport.of(invention, books.shard());
  }

  private Question question() {
    final Catalogue catalogue = session.catalogue();
    final DesignSpace space = catalogue.space();
    final List<Edit> must = SpaceOptions.edits(space, NameList.all(required));
    final List<Edit> mustNot = searched.forbidden(space);
    must.stream().filter(mustNot::contains).findFirst().ifPresent(edit -> {
      throw new BadInput(edit + " is both required and forbidden");
    });
    if (must.size() > edits) {
      throw new BadInput(must.size() + " edits are required, and sets may have " + edits);
    }
    final List<Edit> free = among.isEmpty()
        ? space.edits().stream()
            .filter(edit -> edit.kind() == Edit.Kind.PROPOSAL)
            .toList()
        : SpaceOptions.edits(space, NameList.all(among));
    final Question question = new Question(
        space,
        free.stream()
            .filter(edit -> !mustNot.contains(edit) && !must.contains(edit))
            .toList(),
        must,
        (int) Math.min(edits, space.edits().size()),
        grown.map(most -> (int) Math.min(most, space.edits().size())).orElse(0),
        NameList.all(from).stream()
            .map(name -> (EditedDesign) catalogue.design(name))
            .toList(),
        searched.scenarios(catalogue),
        searched.staged(),
        raced,
        deep.orElse(0L),
        proof.orElse(0L));
    if (!question.hasSets()) {
      throw new BadInput("no set of edits is left: "
          + space.fault(must).orElse("what the required ones need is not among the others"));
    }
    return question;
  }

  private void show(Invention invention) {
    if (session.terminal().progress()) {
      session.say(invention.laboratory().cells() + " cells, " + invention.setsMeasured() + " of "
          + invention.sets() + " sets measured whole; best so far: "
          + invention.front().stream()
              .findFirst()
              .map(set -> set.design().id() + ", " + set.score().hangs() + " avoidable hangs, "
                  + set.score().others() + " other bad")
              .orElse("none"));
    }
  }
}
