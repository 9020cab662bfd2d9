package dev.weft.check.engine.explore;

import java.io.PrintStream;
import java.util.Locale;

/// One line on the terminal while it explores: how many schedules, how fast, how many were new.
final class Progress {
  private static final long EVERY = 250_000_000L;
  private final PrintStream out;
  private final boolean on;
  private long shown;
  private boolean dirty;

  Progress(PrintStream out, boolean on) {
    this.out = out;
    this.on = on;
  }

  void show(long schedules, long distinct, long nanos) {
    if (!on || nanos - shown < EVERY) {
      return;
    }
    shown = nanos;
    dirty = true;
    double seconds = nanos / 1e9;
    out.print(String.format(Locale.ROOT, "\r%,d schedules, %,d distinct (%.0f%%), %,.0f a second  ",
        schedules, distinct, 100.0 * distinct / schedules, schedules / seconds));
    out.flush();
  }

  void done() {
    if (dirty) {
      out.print("\r" + " ".repeat(78) + "\r");
      out.flush();
    }
  }
}
