package org.killpath.lab.campaign.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of what may never end: reading more than so many bytes of it is a {@link BadFile}. */
public final class BoundedInput extends FilterInputStream {
  private final long most;
  private long left;

  public BoundedInput(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    final int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    final int got = super.read(bytes, offset, length);
    count(Math.max(0, got));
    return got;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int more) {
    left -= more;
    if (left < 0) {
      throw new BadFile("it is larger than " + (most >> 20) + " MiB");
    }
  }
}
