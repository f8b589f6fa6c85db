package org.killpath.engine.search;

/**
 * A schedule as a short text for shells and mails: {@code kp4.raced-C.upstream.iG3k_Q8A}. The {@link
 * TokenForm} and the id of its subject come first.
 */
public final class Token<S extends Subject> {
  private final Schedule<S> schedule;

  Token(Schedule<S> schedule) {
    this.schedule = schedule;
  }

  /** The token of {@code schedule}. */
  public static <S extends Subject> Token<S> of(Schedule<S> schedule) {
    return new Token<>(schedule);
  }

  /**
   * Reads a token that is of {@code subject}.
   *
   * @throws BadToken if it is damaged, of another version, or of another subject
   */
  public static <S extends Subject> Token<S> parse(String text, S subject) {
    return subject.tokens().parse(text, id -> {
      if (!id.equals(subject.id())) {
        throw new BadToken("the token is of " + id + ", not of " + subject.id());
      }
      return subject;
    });
  }

  /** What it stands for. */
  public Schedule<S> schedule() {
    return schedule;
  }

  /** The token itself. */
  public String text() {
    final S subject = schedule.subject();
    final String head = subject.tokens().head(subject.id());
    return head + new Payload(schedule.digest(), schedule.deviations()).encode(head);
  }

  @Override
  public String toString() {
    return text();
  }
}
