package org.killpath.lab.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.truth.Measurement.Holder;

/** The cells that were measured on real kernels: the rows of {@code ground-truth.csv}. */
public final class GroundTruth {
  /** The columns of the files, and of whatever is written to be compared with them. */
  public static final List<String> COLUMNS = List.of(
      "scenario",
      "design",
      "outcome",
      "worker_states",
      "blocked_fn",
      "blocked_on",
      "holder",
      "reported",
      "kernels",
      "note");

  private static final List<String> RESOURCES = List.of("ground-truth.csv", "ground-truth-4.csv");
  private static final String NOBODY = "-";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /** Orderings that were staged on real kernels, too, but of which the file has no row. */
  private static final List<String> STAGED_TOO = List.of(
      "CK",
      "CF",
      "C3",
      "C4",
      "D3",
      "E1",
      "F2",
      "G3",
      "L",
      "net-C4",
      "net-D2f",
      "net-E2f",
      "net-D2k",
      "net-E2k",
      "net-Etx",
      "net-D1tx",
      "scsi-S4",
      "scsi-S2A",
      "scsi-S2F",
      "scsi-S2G",
      "scsi-S2C");

  /** Likewise, designs. */
  private static final List<String> BUILT_TOO = List.of(
      "skip-foreign-vqs",
      "rearm-sigkill",
      "faultless-drain",
      "copy-before-lock",
      "rearm-sigkill+faultless-drain",
      "rearm-sigkill+copy-before-lock",
      "faultless-drain+copy-before-lock");

  private final List<Measurement> measurements;

  private GroundTruth(List<Measurement> measurements) {
    this.measurements = List.copyOf(measurements);
  }

  /** What is packed with this program. */
  public static GroundTruth load() {
    return new GroundTruth(RESOURCES.stream()
        .flatMap(resource -> load(resource).measurements.stream())
        .toList());
  }

  private static GroundTruth load(String resource) {
    try (InputStream in = GroundTruth.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from this program");
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads rows in the same format from elsewhere. */
  public static GroundTruth read(Reader csv) throws IOException {
    return new GroundTruth(
        FORMAT.parse(csv).stream().map(GroundTruth::measurement).toList());
  }

  /** In the order of the file. */
  public List<Measurement> measurements() {
    return measurements;
  }

  /** Every ordering that was staged on a real kernel, measured under some design or not. */
  public Set<String> scenarios() {
    return both(Measurement::scenario, STAGED_TOO);
  }

  /** Every design that was built into a real kernel. */
  public Set<String> designs() {
    return both(Measurement::design, BUILT_TOO);
  }

  private Set<String> both(Function<Measurement, String> column, List<String> more) {
    final Set<String> all = new LinkedHashSet<>();
    measurements.forEach(row -> all.add(column.apply(row)));
    all.addAll(more);
    return all;
  }

  public Optional<Measurement> find(String scenario, String design) {
    return measurements.stream()
        .filter(row -> row.scenario().equals(scenario) && row.design().equals(design))
        .findFirst();
  }

  private static Measurement measurement(CSVRecord row) {
    return new Measurement(
        row.get("scenario"),
        row.get("design"),
        outcome(row.get("outcome")),
        set(row.get("worker_states"), "\\|"),
        text(row.get("blocked_fn")),
        text(row.get("blocked_on")),
        text(row.get("holder")).map(GroundTruth::holder),
        row.get("reported").equals(NOBODY) ? Set.of() : set(row.get("reported"), "[+ ]"),
        List.of(row.get("kernels").split(" ", -1)),
        row.get("note"));
  }

  private static Outcome outcome(String name) {
    return VhostOutcome.of(name)
        .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + name));
  }

  private static Optional<String> text(String column) {
    return column.isEmpty() || column.equals(NOBODY) ? Optional.empty() : Optional.of(column);
  }

  private static Set<String> set(String column, String separator) {
    return new LinkedHashSet<>(Arrays.asList(column.split(separator, -1)));
  }

  /**
   * {@code outside R|S}: who, then the states, if the last word is made of states. The later file
   * says {@code outsider}.
   */
  private static Holder holder(String column) {
    if (column.equals("outsider")) {
      return new Holder(Shown.OUTSIDE, Set.of());
    }
    final int blank = column.lastIndexOf(' ');
    final String last = column.substring(blank + 1);
    return blank > 0 && last.matches("[RSD](\\|[RSD])*")
        ? new Holder(column.substring(0, blank), set(last, "\\|"))
        : new Holder(column, Set.of());
  }
}
