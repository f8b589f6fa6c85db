package org.killpath.app.cli.screen;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Standard input, output and error as this process was given them. One that it was not given is a
 * number that the next file that is opened gets, be it the program itself, or a result: so what is
 * closed must not be used.
 */
public final class StandardStreams {
  private final Standard output;
  private final PrintWriter out;

  private StandardStreams(Standard output, Charset charset) {
    this.output = output;
    this.out = new PrintWriter(new OutputStreamWriter(output, charset), false);
  }

  /** Those of this process; what is closed is replaced in {@link System}, too. */
  public static StandardStreams ofThisProcess(Terminal terminal) {
    if (isClosed(0)) {
      System.setIn(new Closed());
    }
    if (isClosed(2)) {
      System.setErr(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
    final OutputStream raw = noOutput()
        .<OutputStream>map(NoOutput::new)
        .orElseGet(() -> new FileOutputStream(FileDescriptor.out));
    return new StandardStreams(new Standard(raw), terminal.charset());
  }

  /**
   * Why standard output leads nowhere, if it does. Where standard input is closed, too, the virtual
   * machine has opened and closed a file in the place of standard output, and has left /dev/null
   * there: that looks as if somebody had asked for it.
   */
  private static Optional<String> noOutput() {
    if (isClosed(1)) {
      return Optional.of("it is closed");
    }
    return isClosed(0) && leadsNowhere(1)
        ? Optional.of("it and standard input are closed, or it is /dev/null")
        : Optional.empty();
  }

  private static boolean leadsNowhere(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
          .equals(Path.of("/dev/null"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Standard output, which remembers whether something could not be written. */
  public PrintWriter out() {
    return out;
  }

  /** Why not everything could be written to standard output; nothing if it could. */
  public Optional<String> failure() {
    out.flush();
    return output.failure;
  }

  /** What the virtual machine opens before we are asked gets the lowest number that is free. */
  private static boolean isClosed(int descriptor) {
    final Path all = Path.of("/proc/self/fd");
    if (!Files.isDirectory(all)) {
      return false; // nobody to ask
    }
    try {
      final Path file = Files.readSymbolicLink(all.resolve(Integer.toString(descriptor)));
      return file.startsWith(Path.of(System.getProperty("java.home")).toRealPath())
          || isOnClassPath(file);
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOnClassPath(Path file) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      final Path path = Path.of(entry);
      if (Files.isRegularFile(path) && path.toRealPath().equals(file)) {
        return true;
      }
    }
    return false;
  }

  /** Remembers the first failure, after which nothing more is tried. */
  private static final class Standard extends OutputStream {
    private final OutputStream raw;
    private Optional<String> failure = Optional.empty();

    Standard(OutputStream raw) {
      this.raw = raw;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failure.isPresent()) {
        return;
      }
      try {
        raw.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }

  private static final class NoOutput extends OutputStream {
    private final String why;

    NoOutput(String why) {
      this.why = why;
    }

    @Override
    public void write(int oneByte) throws IOException {
      throw new IOException(why);
    }
  }

  private static final class Closed extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("standard input is closed");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
