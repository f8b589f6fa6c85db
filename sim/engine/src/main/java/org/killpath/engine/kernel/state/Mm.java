package org.killpath.engine.kernel.state;

/** An address space ({@code struct mm_struct}); thread groups can share one. */
public record Mm(String name) {}
