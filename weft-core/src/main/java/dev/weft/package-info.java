/// Fibers, scopes, and everything that can be waited for.
///
/// Happens-before: what the forking thread did is visible to the fiber; what a fiber did is visible to whoever has joined it or
/// has closed its scope; what made a [dev.weft.Selectable] ready is visible after the wait.
package dev.weft;
