package org.killpath.explore;

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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.killpath.explore.Measurement.Holder;
import org.killpath.outcome.Outcome;

/** The cells that were measured on real kernels: the rows of {@code ground-truth.csv}. */
public final class GroundTruth {
  private static final String RESOURCE = "ground-truth.csv";
  private static final String NOBODY = "-";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private final List<Measurement> measurements;

  private GroundTruth(List<Measurement> measurements) {
    this.measurements = List.copyOf(measurements);
  }

  /** What is packed with this program. */
  public static GroundTruth load() {
    try (InputStream in = GroundTruth.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from this program");
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

  public Optional<Measurement> find(String scenario, String design) {
    return measurements.stream()
        .filter(row -> row.scenario().equals(scenario) && row.design().equals(design))
        .findFirst();
  }

  private static Measurement measurement(CSVRecord row) {
    return new Measurement(
        row.get("scenario"),
        row.get("design"),
        Outcome.valueOf(row.get("outcome")),
        set(row.get("worker_states"), "\\|"),
        text(row.get("blocked_fn")),
        text(row.get("blocked_on")),
        text(row.get("holder")).filter(who -> !who.equals(NOBODY)).map(GroundTruth::holder),
        row.get("reported").equals(NOBODY) ? Set.of() : set(row.get("reported"), "\\+"),
        List.of(row.get("kernels").split(" ", -1)),
        row.get("note"));
  }

  private static Optional<String> text(String column) {
    return column.isEmpty() ? Optional.empty() : Optional.of(column);
  }

  private static Set<String> set(String column, String separator) {
    return new LinkedHashSet<>(Arrays.asList(column.split(separator, -1)));
  }

  /** {@code outside R|S}: who, then the states, if the last word is made of states. */
  private static Holder holder(String column) {
    final int blank = column.lastIndexOf(' ');
    final String last = column.substring(blank + 1);
    return blank > 0 && last.matches("[RSD](\\|[RSD])*")
        ? new Holder(column.substring(0, blank), set(last, "\\|"))
        : new Holder(column, Set.of());
  }
}
