package org.killpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.vhost.Design;

/**
 * Who follows the manual's pages on a design or an ordering of one's own gets a column or a row;
 * what cannot be taken in is refused with one line.
 */
class DoorsTest {
  private static final String MAIN =
      "java -cp sim/target/killpath.jar:own org.killpath.app.cli.Main ";

  @TempDir
  private static Path designs;

  @TempDir
  private static Path orderings;

  private static FollowedPage design;
  private static FollowedPage ordering;

  @BeforeAll
  static void followBothPages() throws IOException, InterruptedException {
    design = FollowedPage.toTheEnd("your-own-design.md", designs);
    ordering = FollowedPage.toTheEnd("your-own-ordering.md", orderings);
  }

  @Test
  void theDesignOfTheManualGivesUpWhereThePageSaysSo() {
    assertThat(design.lastWith(" table ").out())
        .anyMatch(line -> line.startsWith("C ") && line.contains("GAVE_UP"))
        .anyMatch(line -> line.startsWith("F ") && line.contains("GAVE_UP"))
        .anyMatch(line -> line.startsWith("C2 ") && line.contains("HUNG_RELEASED"));
    assertThat(design.lastWith(" replay ").out()).anyMatch(line -> line.contains("GAVE_UP"));
  }

  @Test
  void theOrderingOfTheManualIsListedAndReplays() throws IOException, InterruptedException {
    assertThat(ordering.run(MAIN + "list").out())
        .anyMatch(line -> line.strip().equals("mem-table-behind-fault"))
        .anyMatch(line -> line.strip().equals("raced-mem-table-behind-fault"));
    assertThat(ordering.lastWith(" replay ").out())
        .anyMatch(line -> line.contains("HUNG_RELEASED"));
  }

  /** The page's class, changed and compiled into another directory beside it. */
  private static String refusal(
      FollowedPage page, Path directory, String source, Class<?> service, String from, String to)
      throws IOException, InterruptedException {
    final Path root = Files.createTempDirectory(directory, "changed");
    Compiled.provider(
        directory.resolve("org/example/" + source + ".java"), from, to, service, root);
    final String folder = directory.relativize(root).toString();
    final FollowedPage.Done done = page.run(MAIN.replace(":own", ":" + folder) + "list");
    assertThat(done.status()).as(done.err()).isEqualTo(2);
    assertThat(done.out()).isEmpty();
    assertThat(done.err()).hasLineCount(1);
    return done.err().strip();
  }

  private static String refusedDesign(String from, String to)
      throws IOException, InterruptedException {
    return refusal(design, designs, "TrylockOnce", Design.class, from, to);
  }

  private static String refusedOrdering(String from, String to)
      throws IOException, InterruptedException {
    return refusal(ordering, orderings, "MemTableBehindFault", Orderings.class, from, to);
  }

  @Test
  void aDesignWhoseIdIsTakenOrMalformedIsRefused() throws IOException, InterruptedException {
    assertThat(refusedDesign("\"trylock-once\"", "\"upstream\""))
        .isEqualTo("killpath: a design org.example.TrylockOnce: the id upstream is taken by"
            + " killpath itself");
    assertThat(refusedDesign("\"trylock-once\"", "\"a, ./b\\n\""))
        .isEqualTo("killpath: a design org.example.TrylockOnce: the id 'a, ./b ' is malformed: an"
            + " id is made of the letters a to z and A to Z, digits, '-' and '_', begins with a"
            + " letter or a digit, and has at most 60 characters");
    assertThat(refusedDesign("\"trylock-once\"", "null"))
        .isEqualTo("killpath: a design org.example.TrylockOnce: id() gives nothing");
  }

  @Test
  void aDesignThatCannotBeMadeIsRefused() throws IOException, InterruptedException {
    assertThat(
            refusedDesign(
                "implements Design {",
                "implements Design { public TrylockOnce() { throw new IllegalStateException(\"no\"); }"))
        .startsWith("killpath: a design on the class path cannot be loaded: ")
        .endsWith("java.lang.IllegalStateException: no");
  }

  @Test
  void anOrderingWhoseIdOrTwinIsTakenIsRefused() throws IOException, InterruptedException {
    assertThat(refusedOrdering("\"mem-table-behind-fault\"", "\"kill-flush\""))
        .isEqualTo("killpath: orderings org.example.MemTableBehindFault: the id kill-flush is"
            + " taken by killpath itself");
    assertThat(refusedOrdering("\"mem-table-behind-fault\"", "\"\""))
        .startsWith("killpath: orderings org.example.MemTableBehindFault: the id '' is malformed");
  }

  @Test
  void orderingsThatFailOrSayNothingAreRefused() throws IOException, InterruptedException {
    assertThat(refusedOrdering("Form.STAGED,", "null,"))
        .isEqualTo("killpath: orderings org.example.MemTableBehindFault: scenarios() fails:"
            + " java.lang.NullPointerException: form");
    assertThat(refusedOrdering(
            "\"the worker faults, a second packet is queued; an outsider sets the memory table;"
                + " kill\"",
            "\" \""))
        .startsWith("killpath: orderings org.example.MemTableBehindFault: the story of"
            + " mem-table-behind-fault is not one line of text");
  }
}
