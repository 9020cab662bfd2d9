/// Seeing what a program does: the table of its fibers, the report of a deadlock, the fibers that hold their carriers.
///
/// Everything here is a snapshot that stops nobody, so its parts may be a moment apart; the report of a deadlock is exact,
/// because nothing can run any more.
package dev.weft.observe;
