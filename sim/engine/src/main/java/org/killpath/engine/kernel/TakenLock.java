package org.killpath.engine.kernel;

import java.util.Optional;

/** A lock and the function that took it, as in a lock list. */
public record TakenLock(Resource lock, Optional<CFunction> at) {}
