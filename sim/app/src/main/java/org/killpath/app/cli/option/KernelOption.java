package org.killpath.app.cli.option;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.Version;
import org.killpath.lab.vhost.Design;
import picocli.CommandLine.Option;

/** In which kernel version designs are seen. */
public final class KernelOption {
  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description =
          "Each design as it would be in a kernel of this version; list --kernels has them"
              + " (default: as the plain columns, whose cells alone have expected outcomes).")
  private Optional<String> kernel = Optional.empty();

  /**
   * {@code design}, in the wanted version.
   *
   * @throws BadInput if nobody knows the version, or the design cannot be had in it
   */
  public Design in(Catalogue catalogue, Design design) {
    return version(catalogue).map(known -> catalogue.under(design, known)).orElse(design);
  }

  /** Likewise, all of {@code cells}. */
  public List<Cell> in(Catalogue catalogue, List<Cell> cells) {
    final Optional<Version> version = version(catalogue);
    return version.isEmpty()
        ? cells
        : cells.stream()
            .map(cell -> new Cell(cell.scenario(), catalogue.under(cell.design(), version.get())))
            .distinct()
            .toList();
  }

  /** Was a version asked for? */
  public boolean isGiven() {
    return kernel.isPresent();
  }

  private Optional<Version> version(Catalogue catalogue) {
    return kernel.map(catalogue::version);
  }
}
