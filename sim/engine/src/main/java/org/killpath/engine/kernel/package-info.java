/**
 * What a kernel gives the code that runs in it: tasks and their groups, signals, the locks
 * that a task holds, RCU, memory that is freed. Tasks are threads, signals interrupt them; each visible operation is
 * announced to an {@link org.killpath.engine.kernel.Interleaver} before it is performed.
 *
 * <p>Uses the JDK alone, and nearly everything else in the engine uses it. Start with {@link
 * org.killpath.engine.kernel.Resource}, which tells the life of an operation, then {@link
 * org.killpath.engine.kernel.Op}, which lists all of them with what the rest of the engine knows of
 * each.
 */
package org.killpath.engine.kernel;
