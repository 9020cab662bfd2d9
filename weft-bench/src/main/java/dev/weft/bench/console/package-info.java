/// How the benchmark commands speak to whoever has called them.
@NullMarked
package dev.weft.bench.console;

import org.jspecify.annotations.NullMarked;
