/// The systems that are compared: how each is found, built once, and started as a peer process.
@NullMarked
package dev.weft.bench.system;

import org.jspecify.annotations.NullMarked;
