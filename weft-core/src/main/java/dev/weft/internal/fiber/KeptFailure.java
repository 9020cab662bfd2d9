package dev.weft.internal.fiber;

/// What a fiber has thrown, as its scope keeps it until it is closed.
///
/// @param fiber who
/// @param cause what
public record KeptFailure(FiberTask<?> fiber, Throwable cause) {}
