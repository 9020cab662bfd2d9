/// Fibers and their scopes from inside.
package dev.weft.internal.fiber;
