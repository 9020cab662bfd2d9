/// What every peer process on the JVM shares: arguments, warm-up, measuring, printing.
///
/// A peer runs one suite and prints one JSON line for each measurement, in whatever language it is written;
/// `peers/go/main.go` and `peers/tokio/src/harness.rs` are the same thing for their languages.
@NullMarked
package dev.weft.bench.peer;

import org.jspecify.annotations.NullMarked;
