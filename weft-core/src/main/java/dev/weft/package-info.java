/// Fibers, scopes, and everything that can be waited for.
///
/// Happens-before: what the forking thread did is visible to the fiber; what a fiber did is visible to whoever has joined it or
/// has closed its scope; what made a [dev.weft.Selectable] ready is visible after the wait.
///
/// Null: a parameter that is null is a [java.lang.NullPointerException] at once, here and in the packages below. Nothing is ever null but what a body of the program's own has
/// returned: the value of a fiber, and what [dev.weft.Scope], [dev.weft.Deadline] and [dev.weft.Fiber#uncancellable] pass on from one.
///
/// Time: lengths are [java.time.Duration]s on the clock of the current scheduler. What is ready at once beats every limit, also one that is zero
/// or negative: that only looks.
///
/// Cancellation: what parks says so. Unless it says otherwise, it throws [java.lang.InterruptedException] if it is interrupted or cancelled meanwhile, and has
/// taken nothing then.
package dev.weft;
