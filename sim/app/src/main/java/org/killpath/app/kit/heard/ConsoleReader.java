package org.killpath.app.kit.heard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a console log: what the player said, among all else that a kernel says. */
public final class ConsoleReader {
  private static final long VERSION = 1;
  private static final int MOST_FAULTS = 20;

  private final String file;
  private final List<Played> played = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Optional<String> kernel = Optional.empty();
  private Optional<Playing> now = Optional.empty();
  private boolean stopped = true;
  private int number;

  private ConsoleReader(String file) {
    this.file = file;
  }

  /**
   * Reads all there is.
   *
   * @param file as faults name it
   */
  public static Heard read(String file, InputStream console) throws IOException {
    final ConsoleReader reader = new ConsoleReader(file);
    // Every byte is a character, so that nothing is undecodable; what counts is ASCII.
    final BufferedReader lines =
        new BufferedReader(new InputStreamReader(console, StandardCharsets.ISO_8859_1));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      reader.number++;
      PlayerLine.in(line).ifPresent(reader::take);
    }
    return reader.end();
  }

  private void take(String said) {
    final Optional<PlayerLine> read = PlayerLine.of(said);
    if (read.isEmpty()) {
      fault("has not the form of what the player says");
      return;
    }
    final PlayerLine line = read.get();
    switch (line.kind()) {
      case "player" -> player(line);
      case "begin" -> begin(line);
      case "end" -> end(line);
      case "stop" -> stopped = true;
      case "bad-plan" ->
        fault("the player could not read a plan: " + line.value("why").orElse("?"));
      default -> now.ifPresent(playing -> playing.take(line));
    }
  }

  private void player(PlayerLine line) {
    cut();
    stopped = false;
    final long version = line.number("version").orElse(0L);
    if (version == VERSION) {
      kernel = Optional.of(line.value("kernel").orElse("unknown"));
    } else {
      kernel = Optional.empty();
      fault("a player that speaks version " + version + "; this program understands " + VERSION);
    }
  }

  private void begin(PlayerLine line) {
    cut();
    if (kernel.isEmpty()) {
      fault("an ordering of which no player was announced");
      return;
    }
    now = Optional.of(new Playing(line, kernel.get()));
  }

  private void end(PlayerLine line) {
    if (now.isEmpty() || !now.get().id().equals(line.value("ordering").orElse(""))) {
      if (kernel.isPresent()) {
        fault("the end of an ordering that has not begun");
      }
      return;
    }
    played.add(now.get().end(line));
    now = Optional.empty();
  }

  /** Another one begins, or nothing more comes, and this one is not over. */
  private void cut() {
    now.ifPresent(playing -> {
      fault(playing.id() + " has begun and does not end");
      played.add(playing.cut());
    });
    now = Optional.empty();
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(file + ":" + number + ": " + what);
    }
  }

  private Heard end() {
    cut();
    if (kernel.isEmpty() && faults.isEmpty()) {
      faults.add(file + ": no player of killpath's says anything in it");
    } else if (!stopped) {
      fault("the log ends before the player does");
    }
    return new Heard(played, faults);
  }
}
