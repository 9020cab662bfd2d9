/// The `weft` command.
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
