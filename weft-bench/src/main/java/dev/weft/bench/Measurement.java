package dev.weft.bench;

/// One number that a peer process has printed.
///
/// @param suite the case, with the name of a second metric if it is one: `parked-peak`
/// @param value the number; not finite if the measured task was starved
public record Measurement(String suite, String system, String variant, String unit, double value) {}
