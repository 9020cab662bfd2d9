package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Estimate;
import java.io.PrintStream;
import java.util.Locale;

/// One line on the terminal while it explores: how many schedules, how fast, how many differed, what is left.
final class Progress {
  private static final long EVERY = 250_000_000L;
  private static final int WIDTH = 110;
  private final PrintStream out;
  private final boolean on;
  private long shown;
  private boolean dirty;

  Progress(PrintStream out, boolean on) {
    this.out = out;
    this.on = on;
  }

  void show(long schedules, Seen seen, long nanos) {
    if (!on || nanos - shown < EVERY) {
      return;
    }
    shown = nanos;
    dirty = true;
    double seconds = nanos / 1e9;
    Estimate left = seen.left();
    out.print(String.format(Locale.ROOT, "\r%-" + WIDTH + "s", String.format(Locale.ROOT, "%,d schedules, %,d a second, %,d "
        + "distinct%s", schedules, Math.round(schedules / seconds), seen.size(), left == null ? "" : "; " + left.shareText())));
    out.flush();
  }

  void done() {
    if (dirty) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
  }
}
