package dev.weft;

/// A function that may throw anything.
///
/// @param <A> the type of the argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Fn<A, R> {
  /// Does it.
  R apply(A argument) throws Exception;
}
