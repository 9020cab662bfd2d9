package dev.weft.check.engine.explore;

import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Stacks;
import java.io.PrintStream;

/// Ends a schedule that the checker has lost: if none has ended for a while by the wall clock, the program is somewhere that
/// cannot be controlled (native code, a socket, a computation without end), and the stack says where.
final class Watchdog extends Thread {
  private static final long PATIENCE_MILLIS = 15_000;
  private final Thread carrier;
  private final PrintStream err;

  Watchdog(Thread carrier, PrintStream err) {
    super("weft-check-watchdog");
    this.carrier = carrier;
    this.err = err;
    setDaemon(true);
  }

  @Override
  public void run() {
    long last = -1;
    try {
      while (carrier.isAlive() || last == -1) {
        Thread.sleep(PATIENCE_MILLIS);
        long now = Control.heartbeat;
        if (now == last) {
          err.println("weft check: could not control the program: no schedule has ended for " + PATIENCE_MILLIS / 1000
              + " s. It is here:");
          for (StackTraceElement frame : Stacks.visible(Control.running(carrier).getStackTrace())) {
            err.println("    at " + Stacks.show(frame));
          }
          dev.weft.check.engine.agent.Agent.problems().forEach(err::println);
          err.flush();
          Runtime.getRuntime().halt(ChildMain.VERDICT + 3);
        }
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
