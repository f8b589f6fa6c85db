package org.killpath.engine.kernel;

import java.util.Optional;
import org.killpath.engine.kernel.call.CFunction;

/** A lock and the function that took it, as in a lock list. */
public record TakenLock(Resource lock, Optional<CFunction> at) {}
