package org.killpath.app.diagnose.evidence.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release as kernels print it, taken apart: {@code 5.14.0-427.el9.x86_64}.
 *
 * @param distribution who builds it, if the name tells; such kernels have newer code than their
 *     number says
 */
public record KernelRelease(
    String name, int major, int minor, int patch, Optional<String> distribution) {
  private static final Pattern VERSION =
      Pattern.compile("^v?(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,5}))?(.*)$");

  /** Empty for a name without a version, as {@code syzkaller}. */
  public static Optional<KernelRelease> of(String name) {
    final Matcher form = VERSION.matcher(name);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(new KernelRelease(
        name,
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        form.group(3) == null ? 0 : Integer.parseInt(form.group(3)),
        distribution(form.group(4))));
  }

  private static Optional<String> distribution(String rest) {
    if (rest.contains("uek")) {
      return Optional.of("Oracle (UEK)");
    }
    final Matcher el = Pattern.compile("[.]el(\\d{1,2})").matcher(rest);
    if (el.find()) {
      return Optional.of("RHEL " + el.group(1) + " or a rebuild of it");
    }
    if (rest.matches("-\\d+(-\\d+)?-(generic|lowlatency|kvm|aws|azure|gcp|oracle).*")) {
      return Optional.of("Ubuntu");
    }
    if (rest.matches(
        "(\\+deb\\d+|\\+bpo|-\\d+-(cloud-|rt-)?(amd64|arm64|686|s390x|powerpc64le)).*|.*\\+deb\\d+.*")) {
      return Optional.of("Debian");
    }
    if (rest.matches("-(\\d+(\\.\\d+)*|\\d{6}\\S*)-(default|azure|rt)")) {
      return Optional.of("SUSE");
    }
    if (rest.matches("\\S*[.](fc|amzn)\\d+.*")) {
      return Optional.of(rest.contains("amzn") ? "Amazon" : "Fedora");
    }
    return rest.contains("pve") ? Optional.of("Proxmox") : Optional.empty();
  }

  public boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }

  /** At least this one of a stable series. */
  public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
    return major == otherMajor && minor == otherMinor && patch >= otherPatch;
  }
}
