package org.killpath.lab.vhost.uapi;

/** The error numbers that the mirrored ioctls return, negative as in the kernel. */
public final class Errno {
  public static final long EPERM = -1;
  public static final long EINTR = -4;
  public static final long EBADF = -9;
  public static final long ENOMEM = -12;
  public static final long EFAULT = -14;
  public static final long EBUSY = -16;
  public static final long EINVAL = -22;
  public static final long EEXIST = -17;
  public static final long ENODEV = -19;
  public static final long ENOTTY = -25;
  public static final long EOPNOTSUPP = -95;
  public static final long EHOSTUNREACH = -113;

  private Errno() {}
}
