package org.killpath.engine.search;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form that the tokens of a family of subjects have: {@code PREFIX VERSION . ID . PAYLOAD}.
 *
 * @param prefix letters that tell this family from others
 * @param version to be raised whenever a task of some subject takes other steps than before: a
 *     schedule is a list of choices, and among other steps it means something else, or nothing
 * @param subjects what stands for the id, in messages
 */
public record TokenForm(String prefix, int version, String subjects) {
  /** For subjects that have no form of their own. */
  public static final TokenForm PLAIN = new TokenForm("s", 1, "SUBJECT");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /**
   * What stands before the payload.
   *
   * @throws IllegalArgumentException if nobody could read it back: white space is ignored there
   */
  String head(String id) {
    if (id.isEmpty() || SPACE.matcher(id).find()) {
      throw new IllegalArgumentException(
          "the id of a subject is not empty and has no white space, as '" + id + "'");
    }
    return prefix + version + "." + id + ".";
  }

  /**
   * Reads a token, in which white space, as a mail program may add, is ignored.
   *
   * @param subjects finds a subject by its id
   * @throws BadToken if it is damaged, of another version, or if {@code subjects} says so
   */
  public <S extends Subject> Token<S> parse(String text, Function<String, S> subjects) {
    final Matcher form = Pattern.compile(
            Pattern.quote(prefix) + "(\\d{1,9})\\.([^.]+(?:\\..+)?)\\.([A-Za-z0-9_-]+)")
        .matcher(SPACE.matcher(text).replaceAll(""));
    if (!form.matches()) {
      throw new BadToken("this is no replay token: those begin " + head(this.subjects));
    }
    final int theirs = Integer.parseInt(form.group(1));
    if (theirs != version) {
      throw new BadToken("the token was made with version " + theirs
          + " of the model; this is version " + version);
    }
    final Payload payload = Payload.decode(head(form.group(2)), form.group(3));
    final S subject = subjects.apply(form.group(2));
    return new Token<>(new Schedule<>(subject, payload.deviations(), payload.digest()));
  }
}
