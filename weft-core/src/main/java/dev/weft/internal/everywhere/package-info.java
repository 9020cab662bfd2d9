/// Weft under a program that does not know it: every virtual thread of the JVM on Weft's scheduler, `main` in a fiber,
/// and a hook on the JVM's dump signal. What is done to the JDK is done here and nowhere else:
///
/// 1. `JdkDoor` opens the JDK's packages to Weft (an agent may) and defines `java.lang.FiberDoor` there.
/// 2. `JdkPatches` makes four classes of the JDK call `FiberDoor`, by retransformation.
/// 3. `MainFiber` is what the java launcher starts in place of the program's main class.
/// 4. `DumpSignal` asks JVMTI to be told of `kill -QUIT`.
///
/// `Everywhere` puts them together. Nothing is appended to the boot class path, which would print a warning about class
/// data sharing.
package dev.weft.internal.everywhere;
