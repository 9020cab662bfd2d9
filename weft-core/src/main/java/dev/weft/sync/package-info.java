/// Locks and what else lets fibers wait for each other: mutex, guarded values, conditions, semaphores, wait groups, one-shots.
///
/// All of them work for fibers and platform threads alike, know who holds them, can be waited for in a select, and are cancellable: a
/// waiter that is interrupted, cancelled or too late leaves nothing behind, also when it is being served at that moment: either it
/// has got what it waited for and returns it, or it has not and somebody else gets it.
///
/// Happens-before: an unlock is before the next lock; a release before the acquire that it lets through; a count down before the end of
/// the wait for it; a value before whoever takes it.
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
