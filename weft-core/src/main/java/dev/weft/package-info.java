/// Fibers, scopes, and everything that can be waited for.
///
/// Happens-before: what the forking thread did is visible to the fiber; what a fiber did is visible to whoever has joined it or
/// has closed its scope; what made a [dev.weft.Selectable] ready is visible after the wait.
///
/// Null: no parameter takes it, and nothing is ever null but the value of a fiber.
///
/// Time: lengths are [java.time.Duration]s on the clock of the current scheduler. What is ready at once beats every limit, also one that is zero
/// or negative: that only looks.
///
/// Cancellation: what parks says so. Unless it says otherwise, it throws [java.lang.InterruptedException] if it is interrupted or cancelled meanwhile, and has
/// taken nothing then.
package dev.weft;
