package org.killpath.stress.ordering;

import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/**
 * How jcstress's own report grades verdicts. What a cell may show depends on its design too, and is
 * for the reader of all results to check.
 */
@Outcome(id = "COMPLETED", expect = Expect.ACCEPTABLE, desc = "Everybody who must end has ended.")
@Outcome(id = "STAGE_MISSED", expect = Expect.FORBIDDEN, desc = "The ordering did not come about.")
@Outcome(
    id = "(WARNED|GAVE_UP|LEAKED|LOST_WORK).*",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "Ended, but not cleanly.")
@Outcome(
    id = "(HUNG|LOST_FLUSH|DEADLOCK).*",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "Hung.")
@Outcome(
    id = "USE_AFTER_FREE.*",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "Touched freed memory.")
public final class Verdicts {
  private Verdicts() {}
}
