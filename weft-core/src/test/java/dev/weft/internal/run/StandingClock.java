package dev.weft.internal.run;

/// Time stands still unless the test moves it: nobody holds a carrier for long.
final class StandingClock implements Clock {
  volatile long now;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public boolean advanceTo(long deadline) {
    return false;
  }
}
