/// Finding out who waits for what, who holds it, and whether anything can still happen.
package dev.weft.internal.observe;
