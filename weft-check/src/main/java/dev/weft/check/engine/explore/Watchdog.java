package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Stacks;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/// Ends a schedule that the checker has lost: the program waits for the world outside (a socket, a process, its standard input), or
/// has not come to an event for long (native code, a computation without end). The stack says where.
final class Watchdog extends Thread {
  private static final long LOOK_MILLIS = 500;
  /// How long a wait for the world outside may last.
  private static final long OUTSIDE_MILLIS = 2_000;
  private static final long PATIENCE_MILLIS = 15_000;
  private static final List<String> OUTSIDE = List.of("sun.nio.ch.", "java.net.", "java.io.FileInputStream", "java.io.RandomAccessFile",
      "java.io.UnixFileSystem", "java.lang.ProcessHandleImpl", "java.lang.ProcessImpl", "java.io.Console");

  private final Thread carrier;
  private final PrintStream err;
  private final Consumer<String> lost;

  /// @param lost is told why, in one line, before the JVM ends
  Watchdog(Thread carrier, PrintStream err, Consumer<String> lost) {
    super("weft-check-watchdog");
    this.carrier = carrier;
    this.err = err;
    this.lost = lost;
    setDaemon(true);
  }

  @Override
  public void run() {
    long last = -1;
    long still = 0;
    long outside = 0;
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        long now = Control.progress();
        still = now == last ? still + LOOK_MILLIS : 0;
        last = now;
        StackTraceElement[] stack = still > 0 ? carrier.getStackTrace() : new StackTraceElement[0];
        outside = isOutside(stack) ? outside + LOOK_MILLIS : 0;
        if (outside >= OUTSIDE_MILLIS) {
          end("it waits for the world outside in " + door(stack), stack);
        } else if (still >= PATIENCE_MILLIS) {
          end("no event and no end of a schedule for " + PATIENCE_MILLIS / 1000 + " s", stack);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(String why, StackTraceElement[] stack) {
    err.println("weft check: could not control the program: " + why + ". It is here:");
    for (StackTraceElement frame : Stacks.visible(stack)) {
      err.println("    at " + Stacks.show(frame));
    }
    Agent.problems().forEach(err::println);
    lost.accept(why);
    err.flush();
    Runtime.getRuntime().halt(ChildMain.VERDICT + 3);
  }

  /// True if the innermost frame is a native method through which the JDK waits for something outside.
  private static boolean isOutside(StackTraceElement[] stack) {
    return stack.length > 0 && stack[0].isNativeMethod() && OUTSIDE.stream().anyMatch(stack[0].getClassName()::startsWith);
  }

  /// What the program called, and where: `ServerSocket.accept (Main.java:12)`.
  private static String door(StackTraceElement[] stack) {
    for (int i = 1; i < stack.length; i++) {
      if (Stacks.isApplication(stack[i])) {
        String type = stack[i - 1].getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + stack[i - 1].getMethodName() + " (" + stack[i].getFileName() + ":"
            + stack[i].getLineNumber() + ")";
      }
    }
    // A thread of the JDK's own waits for the program's.
    return Stacks.show(stack[0]) + ", for " + String.join(", ", Control.parked());
  }
}
