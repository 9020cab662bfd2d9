/// The waiting kernel: one attempt to wait, settled once, whatever it waits for and whoever waits.
///
/// A [dev.weft.wait.Waiter] waits for one of several [dev.weft.wait.Event]s. Each event holds the waiter's
/// [dev.weft.wait.WaitNode] while it waits. Whoever makes an event happen settles the waiter by one compare-and-set, writes the
/// result into the node, publishes it and resumes the waiter. A waiter that waits in one queue alone is settled under that queue's lock.
///
/// Happens-before: everything that a thread did before it settled a waiter is visible to the waiter after its wait.
///
/// Cancellation: a wait ends by its result or by an interrupt, never by both. An interrupt that comes after the settlement
/// leaves the result in place and the interrupt status set.
package dev.weft.wait;
