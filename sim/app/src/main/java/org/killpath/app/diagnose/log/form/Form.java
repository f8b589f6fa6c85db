package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.function.Function;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.LikelyOwner;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.TaskId;

/**
 * What a message can be read as, from its text alone.
 *
 * @param place of what was read, in a message that remembers it
 */
public record Form<T>(int place, Function<String, Optional<T>> reader) {
  /** Present if more of it must follow. */
  public static final Form<Boolean> OPEN =
      new Form<>(0, text -> Wrapping.isOpen(text) ? Optional.of(true) : Optional.empty());

  public static final Form<Call> FRAME = new Form<>(1, Frames::call);
  public static final Form<Call> DEBUGGERS_FRAME = new Form<>(2, Frames::debugger);
  public static final Form<String> MODULE = new Form<>(3, Frames::module);
  public static final Form<String> PLACE = new Form<>(4, Incidents::place);
  public static final Form<Locks.Place> LOCK_IN_LIST = new Form<>(5, Locks::place);
  public static final Form<LocksOf> LOCKS_OF = new Form<>(6, Locks::locksOf);
  public static final Form<PrintedLock> LOCK = new Form<>(7, Locks::lock);
  public static final Form<TaskId> WANTS_LOCK = new Form<>(8, Locks::wants);
  public static final Form<Header> TASK = new Form<>(9, Header::task);
  public static final Form<Header> OLD_TASK = new Form<>(10, Header::old);
  public static final Form<Header> PROCESSOR = new Form<>(11, Header::processor);
  public static final Form<Header> CRASH = new Form<>(12, Header::crash);
  public static final Form<Header> CAPTURED = new Form<>(13, Header::captured);
  public static final Form<Caption> CAPTION = new Form<>(14, Caption::of);
  public static final Form<Incidents.Head> INCIDENT = new Form<>(15, Incidents::head);
  public static final Form<Incidents.Head> EVENT = new Form<>(16, Incidents::event);
  public static final Form<String> SPLAT = new Form<>(17, Incidents::splat);
  public static final Form<String> RELEASE = new Form<>(18, Watchdog::release);
  public static final Form<String> NAMED = new Form<>(19, Watchdog::named);
  public static final Form<String> BOOT = new Form<>(20, Watchdog::boot);

  /** Without its line and its time. */
  public static final Form<HungReport> HUNG =
      new Form<>(21, text -> Watchdog.hung(text, 0, Optional.empty()));

  /** Without its line. */
  public static final Form<LikelyOwner> LIKELY_OWNER =
      new Form<>(22, text -> Watchdog.likelyOwner(text, 0));

  static final int PLACES = 23;
}
