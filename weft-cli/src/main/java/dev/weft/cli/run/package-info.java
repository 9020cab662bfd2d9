/// `weft run`: a launch plan is made (data: a java command line and what changes in the environment), and then the
/// process becomes that command.
///
/// To change which options there are, open `RunCommand`; what the program's JVM is started with, `LaunchPlan`; what
/// counts as a program, `Program`; how options of the JVM are looked at, `JvmOptions`; how the process is replaced, `Exec`.
@NullMarked
package dev.weft.cli.run;

import org.jspecify.annotations.NullMarked;
