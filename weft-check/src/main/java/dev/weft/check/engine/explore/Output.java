package dev.weft.check.engine.explore;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The explored program's standard streams: dropped while exploring, kept for the one schedule that is shown.
final class Output extends OutputStream {
  private static final int MOST = 1 << 20;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean keeping;

  /// Takes the program's streams.
  void take() {
    System.setOut(new PrintStream(this, false, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(this, false, StandardCharsets.UTF_8));
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  void keep() {
    kept.reset();
    keeping = true;
  }

  String stopKeeping() {
    keeping = false;
    return kept.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    if (keeping && kept.size() < MOST) {
      kept.write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (keeping && kept.size() < MOST) {
      kept.write(bytes, from, length);
    }
  }
}
