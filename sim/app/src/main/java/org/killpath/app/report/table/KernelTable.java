package org.killpath.app.report.table;

import java.util.List;
import java.util.stream.Collectors;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.KernelVersions;
import org.killpath.lab.design.edit.Version;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;

/** The kernel versions that are known, and each thing in which they differ, named once. */
public record KernelTable(DesignSpace space) {
  private static final String PLAIN =
      "The plain columns are none of these: they mirror 6.12.107, but"
          + " that an ordering may say of vhost-scsi that its ioctls flush.";

  public Document document() {
    return new Document()
        .table(versions())
        .table(differences())
        .notes(List.of(PLAIN))
        .notes(List.of("All of them have " + String.join("; ", KernelVersions.COMMON) + "."));
  }

  private Grid versions() {
    return new Grid(
        List.of("version", "releases", "edits"),
        space.versions().stream()
            .map(version -> List.of(
                List.of(version.id()),
                List.of(version.releases()),
                List.of(version.edits().stream().map(Edit::id).collect(Collectors.joining(", ")))))
            .toList());
  }

  private Grid differences() {
    return new Grid(
        List.of("edit", "what changes", "C functions", "in", "an ordering shows it"),
        space.edits().stream()
            .filter(edit -> !in(edit).isEmpty())
            .map(edit -> List.of(
                List.of(edit.id()),
                List.of(edit.changes()),
                List.of(String.join(", ", edit.functions())),
                List.of(String.join(", ", in(edit))),
                List.of(KernelVersions.UNSEEN.contains(edit.id()) ? "no" : "yes")))
            .toList());
  }

  private List<String> in(Edit edit) {
    return space.versions().stream()
        .filter(version -> version.edits().contains(edit))
        .map(Version::id)
        .toList();
  }
}
