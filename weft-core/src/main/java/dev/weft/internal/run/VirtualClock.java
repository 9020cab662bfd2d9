package dev.weft.internal.run;

/// Time that stands still while anything can run and jumps to the next timer when nothing can.
///
/// Written by the one carrier of its scheduler; read by anyone.
public final class VirtualClock implements Clock {
  private volatile long now;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public boolean advanceTo(long deadline) {
    if (deadline - now > 0) {
      now = deadline;
    }
    return true;
  }

  @Override
  public String toString() {
    return "virtual clock at " + now + " ns";
  }
}
