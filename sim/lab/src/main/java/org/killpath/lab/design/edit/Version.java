package org.killpath.lab.design.edit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.killpath.lab.vhost.device.Device;

/**
 * A version of the kernel: the edits that make of the plain mirror what it does.
 *
 * @param id its name on the command line and in sums: that of the first release that has all of it
 * @param releases which releases have it, in words
 * @param span those releases; nothing if there is none yet
 * @param edits in the order of the space
 */
public record Version(String id, String releases, Optional<Span> span, List<Edit> edits) {
  private static final Pattern RELEASE =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?(?!\\d).*", Pattern.DOTALL);

  public Version {
    edits = List.copyOf(edits);
  }

  /** From the first to before the other; a release is three numbers. */
  record Span(List<Integer> first, List<Integer> end) {
    private boolean has(List<Integer> release) {
      return compare(first, release) <= 0 && compare(release, end) < 0;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
      for (int i = 0; i < one.size(); i++) {
        final int order = Integer.compare(one.get(i), other.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  /**
   * Is a release of that name, as a kernel prints it, of this version? What follows the numbers is
   * not looked at: whoever builds a kernel may have put more in.
   */
  public boolean covers(String release) {
    final Matcher form = RELEASE.matcher(release);
    return form.matches()
        && span.filter(releases ->
                releases.has(List.of(number(form, 1), number(form, 2), number(form, 3))))
            .isPresent();
  }

  private static int number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
  }

  /** Can an ordering of the catalogue on such a device show that it is this version? */
  public boolean isSeenOn(Device.Kind device) {
    return edits.stream()
        .filter(edit -> !KernelVersions.UNSEEN.contains(edit.id()))
        .anyMatch(edit -> edit.concerns(device));
  }

  /** In one sentence. */
  String words() {
    return "Linux " + id + " (" + releases + ") differs from the plain columns by "
        + edits.stream().map(Edit::id).collect(Collectors.joining(", "))
        + "; list --kernels says what that is.";
  }

  @Override
  public String toString() {
    return id;
  }
}
