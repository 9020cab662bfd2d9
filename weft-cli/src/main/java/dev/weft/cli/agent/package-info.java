/// The agent of `weft.jar`: what a program's JVM runs before the program.
@NullMarked
package dev.weft.cli.agent;

import org.jspecify.annotations.NullMarked;
