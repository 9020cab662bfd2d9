/// Weft's own primitives under `weft check`: small programs on them are explored with their code instrumented, and so are deliberately
/// broken copies, which must be found.
package dev.weft.verify;
