package org.killpath.app.diagnose.log;

/** Something that a kernel log says and that can matter to a diagnosis. */
public sealed interface LogEntry
    permits Boot,
        Captured,
        HungReport,
        Incident,
        LikelyOwner,
        Named,
        PrintedLocks,
        PrintedTask,
        Release,
        ShownTasks,
        Splat {}
